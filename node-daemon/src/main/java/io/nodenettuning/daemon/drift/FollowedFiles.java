package io.nodenettuning.daemon.drift;

import io.nodenettuning.daemon.kernel.Answer;
import io.nodenettuning.daemon.kernel.Errno;
import io.nodenettuning.daemon.kernel.FileChanges;
import io.nodenettuning.daemon.kernel.KernelFiles;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Files on disk from which it follows what is wanted, and folders of such files: a hint when one is
 * replaced or written. Every folder is watched in which a link on the way to them lies, or what is
 * not there yet is to appear, so that a link that is set anew is noticed as what it leads to. A
 * burst of changes is one hint.
 */
final class FollowedFiles implements Source {

  /** As long as who writes several files may take from one to the next. */
  private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** As the kernel's own limit, path_resolution(7). */
  private static final int MOST_LINKS = 40;

  /** Stands for every name in a folder. */
  private static final String ANY = "";

  /** An entry of a folder on the way to a path that is followed. */
  private record Step(String path, String folder, String name) {}

  private final FileChanges changes;
  private final KernelFiles files;
  private final Collection<String> paths;
  private final Map<Integer, Set<Step>> watched = new ConcurrentHashMap<>();
  private volatile List<String> blind = List.of();
  private boolean gathering;

  /**
   * Follows them once {@link #renew} is called.
   *
   * @param files those of this process
   * @param paths absolute
   */
  FollowedFiles(FileChanges changes, KernelFiles files, Collection<String> paths) {
    this.changes = changes;
    this.files = files;
    this.paths = List.copyOf(paths);
  }

  /**
   * Looks again which folders are to be watched, before the files are read: what changes later is
   * told. Only one thread may call it.
   */
  void renew() {
    Map<Integer, Set<Step>> now = new HashMap<>();
    Set<String> refused = new LinkedHashSet<>();
    paths.forEach(path -> walk(path, now, refused));
    watched
        .keySet()
        .removeIf(watch -> {
          boolean needed = now.containsKey(watch);
          if (!needed) {
            changes.forget(watch);
          }
          return !needed;
        });
    watched.putAll(now);
    blind = List.copyOf(refused);
  }

  private void walk(String path, Map<Integer, Set<Step>> now, Set<String> refused) {
    Deque<String> names = new ArrayDeque<>();
    push(path, names);
    String at = "";
    int links = 0;
    while (!names.isEmpty()) {
      String name = names.pop();
      String next = at + "/" + name;
      if (!isFolder(next)) {
        watch(new Step(path, at, name), now, refused);
      }
      // Looked at once it is watched, so that no change is missed.
      String target = files.link(next).orElse("");
      if (!target.isEmpty() && links++ < MOST_LINKS) {
        at = target.startsWith("/") ? "" : at;
        push(target, names);
      } else if (isFolder(next)) {
        at = next;
      } else {
        return;
      }
    }
    watch(new Step(path, at, ANY), now, refused);
  }

  private static void push(String path, Deque<String> names) {
    for (String name : List.of(path.split("/")).reversed()) {
      if (!name.isEmpty()) {
        names.push(name);
      }
    }
  }

  /** Whether it is one itself, and not a link to one. */
  private boolean isFolder(String path) {
    return files.link(path).isEmpty() && files.exists(path + "/.");
  }

  private void watch(Step step, Map<Integer, Set<Step>> now, Set<String> refused) {
    switch (changes.watchFolder(step.folder() + "/")) {
      case Answer.Got<Integer> got -> {
        now.computeIfAbsent(got.value(), _ -> new LinkedHashSet<>()).add(step);
        watched.put(got.value(), now.get(got.value()));
      }
      case Answer.Refused<Integer> refusal -> {
        // Gone since it was looked at: the next walk ends before.
        if (!refusal.errno().equals(Errno.ENOENT)) {
          refused.add(
              "changes of %s are not told: inotify refuses with %s"
                  .formatted(step.path(), refusal.errno()));
        }
      }
    }
  }

  @Override
  public List<String> blind() {
    return blind;
  }

  @Override
  public int descriptor() {
    return changes.descriptor();
  }

  @Override
  public long read(Consumer<Hint> inbox) {
    gathering = !gathering;
    if (gathering) {
      return GATHER_NANOS;
    }
    Set<String> changed = new LinkedHashSet<>();
    boolean reads =
        changes.read(
            new FileChanges.Listener() {
              @Override
              public void entry(int watch, String name, boolean made) {
                for (Step step : watched.getOrDefault(watch, Set.of())) {
                  boolean meant = step.name().equals(ANY) || step.name().equals(name);
                  if (meant && !(made && isBeingWritten(step.folder() + "/" + name))) {
                    changed.add(step.path());
                  }
                }
              }

              @Override
              public void itself(int watch) {
                watched.getOrDefault(watch, Set.of()).forEach(step -> changed.add(step.path()));
              }

              @Override
              public void overflow() {
                changed.addAll(paths);
              }
            });
    changed.forEach(path -> inbox.accept(new Hint.Premise(path)));
    return reads ? 0 : BLIND;
  }

  /** What was made and is no link is told of again when it was written. */
  private boolean isBeingWritten(String path) {
    return files.link(path).isEmpty();
  }

  @Override
  public String blindness() {
    return "changes of " + String.join(", ", paths) + " are not told any more: inotify fails";
  }

  @Override
  public void close() {
    changes.close();
  }
}
