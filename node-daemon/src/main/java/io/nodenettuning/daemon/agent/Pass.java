package io.nodenettuning.daemon.agent;

import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.kernel.Kernel;
import io.nodenettuning.daemon.plan.Circumstances;
import io.nodenettuning.daemon.plan.Foresight;
import io.nodenettuning.daemon.plan.Held;
import io.nodenettuning.daemon.plan.NodeTuning;
import io.nodenettuning.daemon.plan.Plan;
import io.nodenettuning.daemon.plan.PlannedSetting;
import io.nodenettuning.daemon.plan.Planner;
import io.nodenettuning.daemon.plan.Resolution;
import java.util.List;
import java.util.Map;

/**
 * One look at the node, and what follows from it.
 *
 * @param facts what the node has
 * @param resolution what the tunings come to
 * @param plan what is to be done
 */
public record Pass(Facts facts, Resolution resolution, Plan plan) {

  /** Looks and plans; writes nothing. */
  public static Pass look(Facts facts, List<NodeTuning> tunings, Circumstances circumstances) {
    Resolution resolution = circumstances.lastResolution().resolve(tunings, facts, circumstances);
    return new Pass(facts, resolution, Planner.plan(tunings, facts, resolution, circumstances));
  }

  /**
   * Looks and plans once.
   *
   * @param held what the journal holds, by key
   * @param hold whether nothing may be written now
   */
  public static Pass look(
      Kernel kernel, Facts facts, List<NodeTuning> tunings, Map<String, Held> held, boolean hold) {
    return look(facts, tunings, Circumstances.once(kernel, held, hold));
  }

  /** The plan's rows, with steering as it will be on the queues that planned channels give. */
  public List<PlannedSetting> foreseen(
      Kernel kernel, List<NodeTuning> tunings, Map<String, Held> held) {
    return new Foresight(tunings, facts, Circumstances.once(kernel, held, true))
        .rows(resolution, plan.steps(), plan.settings());
  }
}
