package io.nodenettuning.daemon.cli;

import io.nodenettuning.daemon.agent.Pass;
import io.nodenettuning.daemon.plan.NodeTuning;
import java.util.ArrayList;
import java.util.List;

/** What somebody should know of a pass that no setting tells. */
final class Warnings {
  private Warnings() {}

  /** Of a pass whose tunings were given by the user. */
  static List<String> of(Pass pass, List<NodeTuning> tunings) {
    List<String> warnings = new ArrayList<>();
    if (tunings.isEmpty()) {
      warnings.add("none of the tunings selects this node");
    }
    warnings.addAll(ofRules(pass, tunings));
    return warnings;
  }

  /** Of a pass. */
  static List<String> ofRules(Pass pass, List<NodeTuning> tunings) {
    List<String> warnings = new ArrayList<>();
    for (NodeTuning tuning : tunings) {
      pass.resolution()
          .unmatchedRules()
          .getOrDefault(tuning.uid(), List.of())
          .forEach(rule ->
              warnings.add(
                  "rule %s of %s matches no interface of this node"
                      .formatted(rule, tuning.name())));
    }
    boolean steers =
        pass.plan().settings().stream()
            .anyMatch(
                setting -> setting.id().startsWith("irqAffinity:") && setting.expected() != null);
    if (steers && pass.facts().irqbalance()) {
      warnings.add(
          "irqbalance runs here and moves interrupts: stop it, or ban these interrupts from it");
    }
    return warnings;
  }
}
