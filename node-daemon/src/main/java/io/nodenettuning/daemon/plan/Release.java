package io.nodenettuning.daemon.plan;

import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.knob.Knobs;
import io.nodenettuning.daemon.knob.Setting;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which settings no enforcing tuning names any more. */
final class Release {
  private Release() {}

  /**
   * The settings to let go: held, found on this node, and named by no enforcing tuning. A tuning
   * that went to Audit, or that is not understood, lets go of nothing.
   */
  static List<Setting> settings(
      List<NodeTuning> tunings, Resolution resolution, Map<String, Held> journal, Facts facts) {
    Set<String> named = new HashSet<>();
    for (Desired desired : resolution.desired()) {
      if (isEnforced(desired)) {
        named.add(desired.setting().key());
      }
    }
    Set<String> silent =
        tunings.stream()
            .filter(tuning -> !tuning.enforcing())
            .map(NodeTuning::uid)
            .collect(Collectors.toSet());
    return journal.values().stream()
        .filter(held -> !named.contains(held.key()) && !silent.contains(held.tuningUid()))
        .flatMap(held -> Knobs.find(held.key(), facts).stream())
        .toList();
  }

  private static boolean isEnforced(Desired desired) {
    for (Standing standing : desired.standings()) {
      if (standing.claim().tuning().enforcing()) {
        return true;
      }
    }
    return false;
  }

  /** Whether a key is of an interface that is on no bus: gone for good once it is gone. */
  static boolean isOfVirtualDevice(String key) {
    String identity = identity(key);
    return identity.startsWith("if") && !identity.contains("@") && key.contains("/");
  }

  /** The device's identity in a key. */
  static String identity(String key) {
    int slash = key.indexOf('/');
    return key.substring(key.indexOf(':') + 1, slash < 0 ? key.length() : slash);
  }
}
