package io.nodenettuning.operator.tuning;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.nodenettuning.api.AssignedTuning;
import io.nodenettuning.api.Defaults;
import io.nodenettuning.api.NodeNetTuning;
import io.nodenettuning.api.NodeNetTuningSpec;
import io.nodenettuning.api.NodeNetTuningStatus;
import io.nodenettuning.operator.event.ContentionIncidents;
import io.nodenettuning.operator.event.DriftIncidents;
import io.nodenettuning.operator.event.EventReason;
import io.nodenettuning.operator.event.Occurrence;
import io.nodenettuning.operator.event.StatusChanges;
import io.nodenettuning.operator.event.TuningEvents;
import io.nodenettuning.operator.fleet.Fleet;
import io.nodenettuning.operator.handout.Offer;
import io.nodenettuning.operator.handout.Offer.Disposition;
import io.nodenettuning.operator.handout.Offers;
import io.nodenettuning.operator.revision.RevisionStore;
import io.nodenettuning.operator.status.Aggregation;
import io.nodenettuning.operator.status.TuningSituation;
import io.nodenettuning.operator.status.TuningSituation.Phase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts tunings and makes their revisions, offers them to the hand-out, and tells in their status
 * how far they are. Deleting one waits, bounded, until the nodes have let go of it.
 */
public final class TuningReconciler implements Reconciler<NodeNetTuning>, Cleaner<NodeNetTuning> {
  /** Who writes finalizers and statuses of tunings, in their managed fields. */
  public static final String FIELD_MANAGER = "nodenettuning-operator";

  private static final Logger LOG = LoggerFactory.getLogger(TuningReconciler.class);
  private static final Duration RELEASE_RECHECK = Duration.ofSeconds(5);

  private final Fleet fleet;
  private final Offers offers;
  private final TuningGate gate;
  private final Situations situations;
  private final StatusWriter statuses;
  private final TuningEvents events;
  private final DriftIncidents drifts;
  private final ContentionIncidents contentions;
  private final TuningGauges gauges;
  private final InstantSource clock;
  private final Duration releaseTimeout;

  /**
   * A reconciler of all tunings.
   *
   * @param releaseTimeout how long a delete waits for nodes that do not let go
   */
  public TuningReconciler(
      Fleet fleet,
      Offers offers,
      RevisionStore revisions,
      KubernetesClient client,
      TuningEvents events,
      TuningGauges gauges,
      InstantSource clock,
      Duration releaseTimeout) {
    this.fleet = fleet;
    this.offers = offers;
    this.gate = new TuningGate(client, revisions);
    this.situations = new Situations(fleet);
    this.statuses = new StatusWriter(client, clock);
    this.events = events;
    this.drifts = new DriftIncidents(clock);
    this.contentions = new ContentionIncidents(clock);
    this.gauges = gauges;
    this.clock = clock;
    this.releaseTimeout = releaseTimeout;
  }

  @Override
  public List<EventSource<?, NodeNetTuning>> prepareEventSources(
      EventSourceContext<NodeNetTuning> context) {
    SimpleInboundEventSource<NodeNetTuning> wake = new SimpleInboundEventSource<>("fleet");
    fleet.listen(new Concern(fleet, context.getPrimaryCache(), wake));
    return List.of(wake);
  }

  @Override
  public UpdateControl<NodeNetTuning> reconcile(
      NodeNetTuning tuning, Context<NodeNetTuning> context) {
    Optional<Phase> phase = gate.verdict(tuning, () -> handedOut(tuning));
    if (phase.isEmpty()) {
      return UpdateControl.<NodeNetTuning>noUpdate().rescheduleAfter(StatusWriter.PACE);
    }
    offers.put(offer(tuning, phase.get()));
    Optional<Duration> early = report(tuning, phase.get());
    UpdateControl<NodeNetTuning> done = UpdateControl.noUpdate();
    return early.map(done::rescheduleAfter).orElse(done);
  }

  @Override
  public DeleteControl cleanup(NodeNetTuning tuning, Context<NodeNetTuning> context) {
    String uid = tuning.getMetadata().getUid();
    offers.put(offer(tuning, new Disposition.Withdraw()));
    ReleaseProgress progress = ReleaseProgress.of(uid, tuning.getSpec().nodeSelector(), fleet);
    Duration left = Duration.between(clock.instant(), deadline(tuning));
    if (!progress.isDone() && left.isPositive()) {
      report(tuning, new Phase.Releasing(progress.waitingFor()));
      Duration next = left.compareTo(RELEASE_RECHECK) < 0 ? left : RELEASE_RECHECK;
      return DeleteControl.noFinalizerRemoval().rescheduleAfter(next.toMillis() + 1);
    }
    events.tell(tuning, released(progress));
    forget(tuning.getMetadata());
    LOG.atInfo()
        .addKeyValue("tuning", tuning.getMetadata().getName())
        .addKeyValue("waitingFor", progress.waitingFor())
        .addKeyValue("unheard", progress.unheard())
        .log("Tuning released");
    return DeleteControl.defaultDelete();
  }

  /** The tuning is gone, whether or not its finalizer was left to us: nobody has it any more. */
  public void forget(ObjectMeta tuning) {
    offers.remove(tuning.getUid());
    gate.forget(tuning.getUid());
    statuses.forget(tuning.getUid());
    contentions.forget(tuning.getName());
    gauges.forget(tuning.getName());
  }

  private Optional<Duration> report(NodeNetTuning tuning, Phase phase) {
    NodeNetTuningStatus before = statuses.current(tuning);
    TuningSituation situation = situations.of(tuning, phase, before);
    NodeNetTuningStatus after = Aggregation.of(situation, clock.instant());
    Optional<Duration> early = statuses.write(tuning, after);
    if (early.isEmpty()) {
      StatusChanges.between(before, after).forEach(what -> events.tell(tuning, what));
    }
    Stream.concat(
            drifts.begun(situation.name(), fleet.states()).stream(),
            contentions.begun(situation.name(), fleet.states()).stream())
        .forEach(what -> events.tell(tuning, what));
    gauges.show(situation, after.counts(), fleet);
    return early;
  }

  private static Offer offer(NodeNetTuning tuning, Phase phase) {
    return offer(
        tuning,
        switch (phase) {
          case Phase.Accepted _ when Situations.isPaused(tuning.getSpec()) ->
              new Disposition.Freeze();
          case Phase.Accepted accepted -> new Disposition.HandOut(accepted.revision());
          case Phase.Refused _ -> new Disposition.Freeze();
          case Phase.Releasing _ -> new Disposition.Withdraw();
        });
  }

  private static Offer offer(NodeNetTuning tuning, Disposition disposition) {
    NodeNetTuningSpec spec = tuning.getSpec();
    return new Offer(
        tuning.getMetadata().getUid(),
        tuning.getMetadata().getName(),
        Objects.requireNonNullElse(spec.priority(), Defaults.PRIORITY),
        spec.nodeSelector(),
        disposition);
  }

  private Set<String> handedOut(NodeNetTuning tuning) {
    String uid = tuning.getMetadata().getUid();
    return fleet.states().stream()
        .flatMap(state -> state.assigned(uid).stream())
        .map(AssignedTuning::revision)
        .collect(Collectors.toSet());
  }

  private Instant deadline(NodeNetTuning tuning) {
    return Instant.parse(tuning.getMetadata().getDeletionTimestamp()).plus(releaseTimeout);
  }

  private static Occurrence released(ReleaseProgress progress) {
    String note =
        progress.isDone()
            ? "The nodes let go of the tuning"
            : "No longer waiting for nodes to let go of the tuning: "
                + String.join(", ", progress.waitingFor());
    String silent =
        progress.unheard().isEmpty()
            ? "."
            : "; nothing was heard of: " + String.join(", ", progress.unheard()) + ".";
    return new Occurrence(EventReason.Released, note + silent, "released", null);
  }
}
