package io.nodenettuning.daemon.plan;

import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.Nic;
import io.nodenettuning.daemon.kernel.Kernel;
import io.nodenettuning.daemon.knob.Knob;
import io.nodenettuning.daemon.knob.Knobs;
import io.nodenettuning.daemon.knob.NicKnob;
import io.nodenettuning.daemon.knob.NodeKnob;
import io.nodenettuning.daemon.knob.Observation;
import io.nodenettuning.daemon.knob.Setting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a device that makes its queues anew may reset: drivers do so with settings of queues that no
 * tuning names, and with those that are to be written after. The originals of all of them are
 * recorded before, so that who gets the old queues back gets them as they were.
 */
final class Bystanders {
  private Bystanders() {}

  /** Records what the steps of a plan will reset and nobody holds. */
  static void record(Draft draft, Map<String, Held> journal, Facts facts, Kernel kernel) {
    Map<String, Step> remade = new HashMap<>();
    for (Step step : draft.steps) {
      if (step.setting().knob().remakesQueues()) {
        remade.putIfAbsent(step.setting().device(), step);
      }
    }
    if (remade.isEmpty()) {
      return;
    }
    Set<Setting> others = resetOfNode(remade.keySet(), facts);
    draft.steps.stream()
        .filter(step -> step.cause() == Step.Cause.Apply && !step.setting().knob().remakesQueues())
        .filter(
            step -> remade.containsKey(step.setting().device()) || others.contains(step.setting()))
        .filter(step -> !journal.containsKey(step.held().key()))
        .forEach(step -> draft.records.add(step.held()));
    Set<Setting> claimed = draft.steps.stream().map(Step::setting).collect(Collectors.toSet());
    for (Nic nic : facts.nics()) {
      Step step = remade.get(nic.name());
      if (step != null) {
        record(draft, journal, claimed, nic, facts, step, kernel);
      }
    }
  }

  /** What is lost with devices and is no setting of theirs. */
  private static Set<Setting> resetOfNode(Set<String> devices, Facts facts) {
    return facts.nics().stream()
        .filter(nic -> devices.contains(nic.name()))
        .flatMap(nic ->
            Knobs.IN_ORDER.stream()
                .flatMap(knob ->
                    knob instanceof NodeKnob ofNode
                        ? ofNode.ofQueues(nic, facts)
                        : Stream.<Setting>of()))
        .collect(Collectors.toSet());
  }

  private static void record(
      Draft draft,
      Map<String, Held> journal,
      Set<Setting> claimed,
      Nic nic,
      Facts facts,
      Step cause,
      Kernel kernel) {
    for (Knob knob : Knobs.IN_ORDER) {
      Stream<Setting> lost =
          switch (knob) {
            case NicKnob nicKnob -> nicKnob.ofQueues(nic);
            case NodeKnob nodeKnob -> nodeKnob.ofQueues(nic, facts);
          };
      List<Setting> free =
          lost.filter(setting -> !journal.containsKey(setting.key()))
              .filter(setting -> !claimed.contains(setting) && !setting.attribute().isEmpty())
              .toList();
      if (!free.isEmpty()) {
        knob.observe(kernel, free)
            .forEach((setting, observation) -> {
              if (observation instanceof Observation.Seen seen) {
                draft.records.add(bystander(setting, seen, cause.held()));
              }
            });
      }
    }
  }

  private static Held bystander(Setting setting, Observation.Seen seen, Held cause) {
    return new Held(
        setting.key(),
        setting.id(),
        seen.original().text(),
        null,
        null,
        false,
        cause.tuningUid(),
        cause.tuning(),
        cause.rule(),
        cause.releasePolicy(),
        null,
        null);
  }
}
