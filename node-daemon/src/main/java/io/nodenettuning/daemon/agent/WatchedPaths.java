package io.nodenettuning.daemon.agent;

import io.nodenettuning.daemon.kernel.KernelFiles;
import io.nodenettuning.daemon.knob.Setting;
import io.nodenettuning.daemon.plan.Desired;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which files of the kernel belong to which setting, under the names that the kernel tells of
 * writes to them. One thread decides what is watched, any thread may ask.
 */
final class WatchedPaths {
  private static final String NET = "/sys/class/net/";
  private static final String LIST = "_list";
  private static final String AFFINITY_LIST = "/smp_affinity" + LIST;

  private final KernelFiles files;
  private Map<String, Desired> byPath = Map.of();
  private Set<String> leftAlone = Set.of();
  private volatile Set<String> paths = Set.of();

  WatchedPaths(KernelFiles files) {
    this.files = files;
  }

  /** Whether a file is that of a setting that is watched. Any thread may ask. */
  boolean contains(String path) {
    return paths.contains(path);
  }

  /** What was wanted of the setting that a file belongs to. */
  @Nullable Desired setting(String path) {
    return byPath.get(path);
  }

  /** Watches the files of these settings from now on. */
  void watch(List<Desired> all) {
    boolean had = !byPath.isEmpty();
    Set<String> before = byPath.keySet();
    byPath = byPath(all);
    if (!had || !before.equals(byPath.keySet())) {
      publish();
    }
  }

  /** Listens to no writer of these for now: keys of settings. */
  void leaveAlone(Set<String> keys) {
    if (!keys.equals(leftAlone)) {
      leftAlone = keys;
      publish();
    }
  }

  private void publish() {
    Set<String> watched = new HashSet<>(byPath.size() * 2);
    byPath.forEach((path, desired) -> {
      if (!leftAlone.contains(desired.setting().key())) {
        watched.add(path);
      }
    });
    paths = watched;
  }

  private Map<String, Desired> byPath(List<Desired> all) {
    Map<String, String> devices = new HashMap<>();
    Map<String, Desired> settings = new HashMap<>(all.size() * 2);
    for (Desired desired : all) {
      Setting setting = desired.setting();
      if (setting.attribute().startsWith("/")) {
        String path = canonical(setting.attribute(), devices);
        settings.put(path, desired);
        if (path.endsWith(AFFINITY_LIST)) {
          settings.put(path.substring(0, path.length() - LIST.length()), desired);
        }
      }
    }
    for (Desired desired : all) {
      Setting setting = desired.setting();
      setting.knob().changedBy(setting).ifPresent(path -> settings.putIfAbsent(path, desired));
    }
    return settings;
  }

  /** Interfaces are links to where their devices are; all else is named by where it is. */
  private String canonical(String attribute, Map<String, String> devices) {
    if (!attribute.startsWith(NET)) {
      return attribute;
    }
    int end = attribute.indexOf('/', NET.length());
    String link = attribute.substring(0, end);
    return devices.computeIfAbsent(
            link,
            _ ->
                files
                    .link(link)
                    .map(target -> Path.of(NET).resolve(target).normalize().toString())
                    .orElse(link))
        + attribute.substring(end);
  }
}
