package io.nodenettuning.operator.handout;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.nodenettuning.api.AssignedTuning;
import io.nodenettuning.api.NodeNetTuning;
import io.nodenettuning.api.NodeNetTuningSpec;
import io.nodenettuning.operator.fleet.Fleet;
import io.nodenettuning.operator.fleet.FleetListener;
import io.nodenettuning.operator.fleet.NodeView;
import io.nodenettuning.operator.fleet.StateView;
import io.nodenettuning.operator.handout.StateStore.Outdated;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands each node its part: one thread for the fleet, fed by what is dirty, and the only writer of
 * the specs of node states. It decides on what the caches show, writes on condition that the object
 * is still the one decided on, and decides again when it is not.
 */
public final class Handout implements FleetListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Handout.class);
  private static final Duration RECHECK_EVERY = Duration.ofMinutes(1);
  private static final Duration STUCK_AFTER = Duration.ofMinutes(5);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);
  private static final int ATTEMPTS = 3;

  private final Fleet fleet;
  private final Offers offers;
  private final StateStore states;
  private final MeterRegistry metrics;
  private final DirtyNodes dirty = new DirtyNodes(System::nanoTime);
  private final Map<String, StateView> deleted = new ConcurrentHashMap<>();
  private volatile @Nullable Thread thread;
  private volatile long lastTurnNanos = System.nanoTime();
  private volatile boolean closed;

  /** A hand-out that does nothing until it leads. */
  public Handout(Fleet fleet, Offers offers, KubernetesClient client, MeterRegistry metrics) {
    this.fleet = fleet;
    this.offers = offers;
    this.states = new StateStore(client);
    this.metrics = metrics;
    Gauge.builder("nodenettuning.handout.queue", dirty, DirtyNodes::size)
        .description("Nodes waiting for a decision on what they are handed")
        .register(metrics);
    fleet.listen(this);
    offers.onChange(this::everyNode);
  }

  /**
   * Starts handing out.
   *
   * @param patience time in which an earlier leader that did not resign may still be writing
   */
  public void lead(Duration patience) {
    thread =
        Thread.ofPlatform()
            .name("handout")
            .daemon()
            .uncaughtExceptionHandler(
                (_, bug) -> LOG.atError().setCause(bug).log("The hand-out has ended"))
            .start(() -> run(patience));
  }

  /** Whether the thread that should be working works. */
  public boolean isAlive() {
    Thread current = thread;
    return current == null
        || (current.isAlive() && System.nanoTime() - lastTurnNanos < STUCK_AFTER.toNanos());
  }

  @Override
  public void nodeChanged(String node, @Nullable NodeView before, @Nullable NodeView now) {
    dirty.add(node);
  }

  @Override
  public void stateChanged(String node, @Nullable StateView before, @Nullable StateView now) {
    if (now == null && before != null) {
      deleted.put(node, before);
    } else if (now != null) {
      deleted.remove(node);
    }
    if (before == null || now == null || !now.decided() || !before.sameHandout(now)) {
      dirty.add(node);
    }
  }

  @Override
  public void daemonChanged(String node) {}

  @Override
  public void placementChanged() {
    everyNode();
  }

  @Override
  public void close() {
    closed = true;
    Thread current = thread;
    if (current != null) {
      current.interrupt();
      try {
        current.join(STOP_PATIENCE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void everyNode() {
    dirty.addAll(fleet.nodes().stream().map(NodeView::name).toList());
  }

  private void run(Duration patience) {
    try {
      Thread.sleep(patience);
      learnTunings();
      LOG.atInfo().addKeyValue("nodes", fleet.nodes().size()).log("Handing out");
      long recheckAt = System.nanoTime();
      while (!closed) {
        lastTurnNanos = System.nanoTime();
        if (lastTurnNanos - recheckAt >= 0) {
          everyNode();
          recheckAt = lastTurnNanos + RECHECK_EVERY.toNanos();
        }
        Optional<String> node = dirty.take(Duration.ofNanos(recheckAt - lastTurnNanos));
        node.ifPresent(this::settle);
      }
    } catch (InterruptedException e) {
      LOG.atInfo().log("No longer handing out");
    }
  }

  /**
   * Makes every tuning known before the first decision, so that nothing is taken from a node only
   * because the reconciler has not come to it yet.
   */
  private void learnTunings() throws InterruptedException {
    Duration pause = DirtyNodes.FIRST_RETRY;
    while (true) {
      lastTurnNanos = System.nanoTime();
      try {
        states.tunings().stream().map(Handout::frozen).forEach(offers::putIfUnknown);
        return;
      } catch (KubernetesClientException e) {
        LOG.atWarn().setCause(e).log("Cannot list tunings; trying again");
        Thread.sleep(pause);
        pause = pause.compareTo(DirtyNodes.LAST_RETRY) < 0 ? pause.multipliedBy(2) : pause;
      }
    }
  }

  private static Offer frozen(NodeNetTuning tuning) {
    NodeNetTuningSpec spec = tuning.getSpec();
    Integer priority = spec.priority();
    return new Offer(
        tuning.getMetadata().getUid(),
        tuning.getMetadata().getName(),
        priority == null ? 0 : priority,
        spec.nodeSelector(),
        new Offer.Disposition.Freeze());
  }

  private void settle(String node) {
    try {
      Optional<StateView> state = fleet.state(node);
      for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
        try {
          act(node, decide(node, state.orElse(null)));
          dirty.succeeded(node);
          return;
        } catch (Outdated e) {
          count("conflict");
          state = states.get(node);
        }
      }
      dirty.failed(node);
    } catch (KubernetesClientException e) {
      if (closed) {
        return;
      }
      count("failed");
      dirty.failed(node);
      LOG.atWarn().addKeyValue("node", node).setCause(e).log("Cannot hand out; trying again");
    }
  }

  private Decision decide(String name, @Nullable StateView state) {
    NodeView node = fleet.node(name).orElse(null);
    boolean eligible = node != null && fleet.isEligible(node);
    List<AssignedTuning> remembered = node == null || state != null ? null : remembered(node);
    return Decision.on(new Decision.Situation(node, eligible, state, remembered, offers.all()));
  }

  /** What this very node held before its state was deleted behind our back, if that was seen. */
  private @Nullable List<AssignedTuning> remembered(NodeView node) {
    return fleet
        .state(node.name())
        .or(() -> Optional.ofNullable(deleted.get(node.name())))
        .filter(state -> node.uid().equals(state.nodeUid()))
        .filter(StateView::decided)
        .map(StateView::tunings)
        .orElse(null);
  }

  private void act(String node, Decision decision) throws Outdated {
    switch (decision) {
      case Decision.Leave _ -> {
        if (fleet.node(node).isEmpty()) {
          deleted.remove(node);
        }
      }
      case Decision.Ask ask -> {
        states.create(ask.node(), null);
        written(node, "asked", List.of());
      }
      case Decision.Create create -> {
        states.create(create.node(), create.tunings());
        written(node, "created", create.tunings());
      }
      case Decision.Update update -> {
        states.update(update.state(), update.tunings());
        written(node, "updated", update.tunings());
      }
      case Decision.Delete delete -> {
        states.delete(delete.state());
        written(node, "deleted", List.of());
        dirty.add(node);
      }
    }
  }

  private void written(String node, String result, List<AssignedTuning> tunings) {
    count(result);
    LOG.atInfo()
        .addKeyValue("node", node)
        .addKeyValue("state", result)
        .addKeyValue("revisions", tunings.stream().map(AssignedTuning::revision).toList())
        .log("Handed out");
  }

  private void count(String result) {
    metrics.counter("nodenettuning.handout.writes", "result", result).increment();
  }
}
