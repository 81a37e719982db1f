package io.nodenettuning.daemon.plan;

import io.nodenettuning.daemon.knob.Knob;
import io.nodenettuning.daemon.knob.Setting;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is to be done on this node, and how every setting stands.
 *
 * @param settings a row for every claim, in the order of writing; then what is let go
 * @param steps the writes, in order
 * @param records the journal's records that change without a write, to be kept before the first
 * @param dropped keys of records that are over without a write
 * @param drifts drifts that were not told before
 */
public record Plan(
    List<PlannedSetting> settings,
    List<Step> steps,
    List<Held> records,
    List<String> dropped,
    List<FoundDrift> drifts) {

  /**
   * The plan up to the last step that makes queues anew or threads, without what depends on them;
   * nothing when no step does.
   */
  public Optional<Plan> upToReshaping() {
    int end = 0;
    for (int i = 0; i < steps.size(); i++) {
      if (reshapes(steps.get(i))) {
        end = i + 1;
      }
    }
    return end == 0
        ? Optional.empty()
        : Optional.of(new Plan(settings, steps.subList(0, end), records, dropped, drifts));
  }

  private static boolean reshapes(Step step) {
    Knob knob = step.setting().knob();
    return knob.remakesQueues() || (knob.makesOthers() && step.cause() != Step.Cause.Release);
  }

  /** The plan without the steps that were tried already. */
  public Plan without(List<Step> tried) {
    Set<Setting> settled = tried.stream().map(Step::setting).collect(Collectors.toSet());
    return new Plan(
        settings,
        steps.stream().filter(step -> !settled.contains(step.setting())).toList(),
        records,
        dropped,
        drifts);
  }
}
