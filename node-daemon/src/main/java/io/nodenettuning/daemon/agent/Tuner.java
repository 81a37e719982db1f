package io.nodenettuning.daemon.agent;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.apply.Applier;
import io.nodenettuning.daemon.apply.Journal;
import io.nodenettuning.daemon.facts.CpuSet;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.FactsReader;
import io.nodenettuning.daemon.kernel.Kernel;
import io.nodenettuning.daemon.knob.Knobs;
import io.nodenettuning.daemon.plan.Circumstances;
import io.nodenettuning.daemon.plan.Desired;
import io.nodenettuning.daemon.plan.Foresight;
import io.nodenettuning.daemon.plan.FoundDrift;
import io.nodenettuning.daemon.plan.LastResolution;
import io.nodenettuning.daemon.plan.NodeTuning;
import io.nodenettuning.daemon.plan.Plan;
import io.nodenettuning.daemon.plan.PlannedSetting;
import io.nodenettuning.daemon.plan.Planner;
import io.nodenettuning.daemon.plan.Restraint;
import io.nodenettuning.daemon.plan.Retries;
import io.nodenettuning.daemon.plan.SlowReads;
import io.nodenettuning.daemon.plan.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Carries tunings out in two stages: first the shape of devices, up to the last write that makes
 * queues anew; then, on facts that are read again, everything that depends on which queues and
 * vectors there are. A pass that shapes nothing has one stage.
 */
public final class Tuner {
  private final Kernel kernel;
  private final FactsReader factsReader;
  private final Journal journal;
  private final SlowReads slowReads = new SlowReads();
  private final LastResolution lastResolution = new LastResolution();
  private final Restraint restraint;
  private final Renewals renewals;
  private CpuSet online = CpuSet.NONE;

  /** Tunes this kernel and keeps originals in this journal; puts back whatever drifted. */
  public Tuner(Kernel kernel, FactsReader factsReader, Journal journal) {
    this(kernel, factsReader, journal, Restraint.NONE);
  }

  /**
   * The same, with restraint.
   *
   * @param restraint what keeps drifted settings from being put back
   */
  public Tuner(Kernel kernel, FactsReader factsReader, Journal journal, Restraint restraint) {
    this.kernel = kernel;
    this.factsReader = factsReader;
    this.journal = journal;
    this.restraint = restraint;
    this.renewals = new Renewals(kernel);
  }

  /**
   * What a pass came to.
   *
   * @param pass the last look at the node
   * @param before rows of settings as they were found
   * @param after the same rows as they ended
   * @param steps the writes that were made
   * @param drifts what had drifted
   */
  public record Tuned(
      Pass pass,
      List<PlannedSetting> before,
      List<PlannedSetting> after,
      List<Step> steps,
      List<FoundDrift> drifts) {}

  /** From now on, what reading disturbs is read again once. */
  public void forget() {
    slowReads.forget();
    factsReader.forget();
  }

  /**
   * The same because time has passed, which is no cause to disturb isolated CPUs: what only those
   * can tell is read again when other CPUs run, or something was heard of it.
   */
  public void forgetOld(Facts facts) {
    if (!facts.cpus().online().equals(online)) {
      online = facts.cpus().online();
      forget();
      return;
    }
    slowReads.forgetAllBut(
        Knobs.IN_ORDER.stream()
            .flatMap(knob -> knob.disturbing(facts).stream())
            .collect(Collectors.toSet()));
    factsReader.forget();
  }

  /**
   * Makes one pass.
   *
   * @param facts the node as it is
   * @param hold whether nothing may be written now
   * @throws IOException when the journal cannot be written; then nothing more is written either
   */
  public Tuned tune(Facts facts, List<NodeTuning> tunings, boolean hold) throws IOException {
    Pass pass = look(facts, tunings, hold);
    Optional<Plan> shape = pass.plan().upToReshaping();
    Tuned tuned =
        shape.isEmpty()
            ? tuned(pass, pass.plan(), apply(pass.plan()))
            : inTwoStages(pass, shape.get(), tunings, hold);
    if (!hold) {
      renewals.forget();
    }
    return tuned;
  }

  /**
   * Looks at some settings again, on the facts of an earlier pass, and puts right what changed.
   *
   * @param last the earlier pass
   * @param some what was wanted of the settings then
   * @return nothing where more than these has to be looked at: then nothing was written
   * @throws IOException when the journal cannot be written; then nothing more is written either
   */
  Optional<Tuned> check(Pass last, List<Desired> some, boolean hold) throws IOException {
    slowReads.forget(some.stream().map(Desired::setting).toList());
    // Something happened to them: what they refused may not be refused now.
    Set<String> devices =
        some.stream().map(desired -> desired.setting().device()).collect(Collectors.toSet());
    Plan plan =
        Planner.check(
            some,
            last.facts(),
            circumstances(hold, (setting, _) -> devices.contains(setting.device())));
    if (plan.upToReshaping().isPresent()) {
      renewals.add(devices);
      return Optional.empty();
    }
    return Optional.of(tuned(last, plan, apply(plan)));
  }

  private static Tuned tuned(Pass pass, Plan plan, List<PlannedSetting> after) {
    return new Tuned(pass, plan.settings(), after, plan.steps(), plan.drifts());
  }

  private Tuned inTwoStages(Pass first, Plan shape, List<NodeTuning> tunings, boolean hold)
      throws IOException {
    List<PlannedSetting> shaped = apply(shape);
    factsReader.forget();
    Pass second = look(factsReader.readWithoutSearch(), tunings, hold);
    Plan rest = second.plan().without(shape.steps());
    Tuned steered = tuned(second, rest, apply(rest));

    Set<String> tried =
        shape.steps().stream().map(step -> step.setting().id()).collect(Collectors.toSet());
    Set<String> seenAgain =
        steered.before().stream().map(PlannedSetting::id).collect(Collectors.toSet());
    List<PlannedSetting> before = new ArrayList<>();
    List<PlannedSetting> after = new ArrayList<>();
    List<PlannedSetting> planned = first.plan().settings();
    for (int i = 0; i < planned.size(); i++) {
      boolean leftAsItIs =
          !seenAgain.contains(planned.get(i).id()) && planned.get(i).outcome() == Outcome.Drifted;
      if (tried.contains(planned.get(i).id()) || leftAsItIs) {
        before.add(planned.get(i));
        after.add(shaped.get(i));
      }
    }
    for (int i = 0; i < steered.before().size(); i++) {
      if (!tried.contains(steered.before().get(i).id())) {
        before.add(steered.before().get(i));
        after.add(steered.after().get(i));
      }
    }
    List<Step> steps = new ArrayList<>(shape.steps());
    steps.addAll(rest.steps());
    return new Tuned(second, before, after, steps, drifts(shape.drifts(), rest.drifts()));
  }

  /** A drift that both looks found is one. */
  private static List<FoundDrift> drifts(List<FoundDrift> first, List<FoundDrift> second) {
    Set<String> told = first.stream().map(FoundDrift::id).collect(Collectors.toSet());
    List<FoundDrift> drifts = new ArrayList<>(first);
    second.stream().filter(drift -> !told.contains(drift.id())).forEach(drifts::add);
    return drifts;
  }

  /**
   * The rows that a pass ended with, and steering on the queues that channels yet to be set give.
   */
  public List<PlannedSetting> foreseen(Tuned tuned, List<NodeTuning> tunings) {
    return new Foresight(tunings, tuned.pass().facts(), circumstances(true, (_, _) -> false))
        .rows(tuned.pass().resolution(), List.of(), tuned.after());
  }

  private Pass look(Facts facts, List<NodeTuning> tunings, boolean hold) {
    renewals.look(facts);
    return Pass.look(facts, tunings, circumstances(hold, renewals));
  }

  private Circumstances circumstances(boolean hold, Retries retries) {
    return new Circumstances(
        kernel, slowReads, lastResolution, journal.held(), hold, restraint, retries);
  }

  private List<PlannedSetting> apply(Plan plan) throws IOException {
    List<PlannedSetting> rows = new Applier(kernel, journal).apply(plan);
    slowReads.forgetWritten(plan.steps());
    return rows;
  }
}
