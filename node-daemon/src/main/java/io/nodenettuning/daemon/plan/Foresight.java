package io.nodenettuning.daemon.plan;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.knob.ChannelsKnob;
import io.nodenettuning.daemon.knob.RfsTableKnob;
import io.nodenettuning.daemon.knob.Setting;
import io.nodenettuning.daemon.knob.Value;
import io.nodenettuning.daemon.knob.Wish;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Shows steering on the queues that planned channels will give. Rows only: nothing is written, and
 * nothing let go, because of queues that are not there or that are still there. Enforcing tunings
 * are shown what they themselves will make of a device; those that audit, what they would make of
 * it.
 */
public final class Foresight {
  private final List<NodeTuning> tunings;
  private final Facts facts;
  private final Circumstances circumstances;

  /**
   * Looks ahead from the node as it is.
   *
   * @param circumstances nothing will be written in them
   */
  public Foresight(List<NodeTuning> tunings, Facts facts, Circumstances circumstances) {
    this.tunings = tunings;
    this.facts = facts;
    this.circumstances =
        new Circumstances(
            circumstances.kernel(),
            circumstances.slowReads(),
            circumstances.lastResolution(),
            circumstances.held(),
            true,
            circumstances.restraint(),
            circumstances.retries());
  }

  /**
   * Rows with those of steering on queues to come in place of those of steering on queues that are.
   *
   * @param resolution what the tunings come to on the node as it is
   * @param steps what is yet to be written
   * @param rows of the settings of that resolution, and of what is let go
   */
  public List<PlannedSetting> rows(
      Resolution resolution, List<Step> steps, List<PlannedSetting> rows) {
    Map<Setting, Long> enforced = channels(resolution, steps, rows, true);
    Map<Setting, Long> audited = channels(resolution, steps, rows, false);
    if (enforced.isEmpty() && audited.isEmpty()) {
      return rows;
    }
    Map<Setting, Long> all = new HashMap<>(enforced);
    all.putAll(audited);

    Set<String> enforcing =
        tunings.stream()
            .filter(NodeTuning::enforcing)
            .map(NodeTuning::uid)
            .collect(Collectors.toSet());
    Set<String> named =
        resolution.desired().stream().map(one -> one.setting().id()).collect(Collectors.toSet());
    Map<Boolean, List<PlannedSetting>> asItIs =
        rows.stream().collect(Collectors.partitioningBy(row -> named.contains(row.id())));
    List<PlannedSetting> foreseen = new ArrayList<>(rows.size());
    (enforced.isEmpty() ? Objects.requireNonNull(asItIs.get(true)) : foresee(enforced))
        .stream().filter(row -> enforcing.contains(row.tuningUid())).forEach(foreseen::add);
    foresee(all).stream()
        .filter(row -> !enforcing.contains(row.tuningUid()))
        .forEach(foreseen::add);
    foreseen.addAll(Objects.requireNonNull(asItIs.get(false)));
    return foreseen;
  }

  /** The channels that are to be set and are not yet. */
  private Map<Setting, Long> channels(
      Resolution resolution, List<Step> steps, List<PlannedSetting> rows, boolean enforcing) {
    Set<String> planned = new HashSet<>();
    Set<String> written =
        steps.stream().map(step -> step.setting().id()).collect(Collectors.toSet());
    for (PlannedSetting row : rows) {
      if (row.outcome() == Outcome.Planned
          || (row.outcome() == Outcome.Drifted && written.contains(row.id()))) {
        planned.add(row.tuningUid() + row.id());
      }
    }
    Map<Setting, Long> channels = new HashMap<>();
    for (Desired desired : resolution.desired()) {
      if (desired.setting().knob() instanceof ChannelsKnob) {
        for (Standing standing : desired.standings()) {
          Claim claim = standing.claim();
          if (claim.tuning().enforcing() == enforcing
              && planned.contains(claim.tuning().uid() + desired.setting().id())
              && claim.wish().ask() instanceof Wish.To to
              && to.value() instanceof Value.Count count) {
            channels.putIfAbsent(desired.setting(), count.count());
          }
        }
      }
    }
    return channels;
  }

  private List<PlannedSetting> foresee(Map<Setting, Long> channels) {
    Prediction prediction = Prediction.of(facts, channels);
    Resolution resolution =
        Resolver.resolve(
            tunings,
            prediction.facts(),
            circumstances.held(),
            RfsTableKnob.current(circumstances.kernel()));
    return Planner.foresee(facts, prediction.devices(), resolution, circumstances);
  }
}
