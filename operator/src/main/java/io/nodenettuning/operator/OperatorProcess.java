package io.nodenettuning.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetrics;
import io.javaoperatorsdk.operator.processing.event.rate.LinearRateLimiter;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.nodenettuning.operator.cluster.FleetInformers;
import io.nodenettuning.operator.cluster.Leadership;
import io.nodenettuning.operator.event.TuningEvents;
import io.nodenettuning.operator.fleet.Fleet;
import io.nodenettuning.operator.handout.Handout;
import io.nodenettuning.operator.handout.Offers;
import io.nodenettuning.operator.health.HealthServer;
import io.nodenettuning.operator.revision.RevisionStore;
import io.nodenettuning.operator.tuning.TuningGauges;
import io.nodenettuning.operator.tuning.TuningReconciler;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator as a whole: caches warm from the start, tunings reconciled and handed out while it
 * leads.
 */
public final class OperatorProcess implements AutoCloseable {
  /** Makes the delete of a tuning wait until nodes have let go of it. */
  public static final String FINALIZER = "nodenettuning.io/release";

  private static final Logger LOG = LoggerFactory.getLogger(OperatorProcess.class);
  private static final int RECONCILER_THREADS = 8;
  private static final int RECONCILES_A_SECOND = 10;
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

  private final OperatorSettings settings;
  private final KubernetesClient client;
  private final Runnable onFatal;
  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Fleet fleet = new Fleet();
  private final Offers offers = new Offers();
  private final TuningReconciler reconciler;
  private final FleetInformers informers;
  private final Handout handout;
  private final Leadership leadership;
  private final HealthServer health;
  private @Nullable Operator operator;
  private boolean closed;

  /**
   * An operator that does nothing until it is started.
   *
   * @param onFatal called when it cannot go on, so that the process ends and another takes over
   * @throws IOException when the health port cannot be had
   */
  public OperatorProcess(OperatorSettings settings, KubernetesClient client, Runnable onFatal)
      throws IOException {
    this.settings = settings;
    this.client = client;
    this.onFatal = onFatal;
    reconciler = reconciler();
    informers =
        new FleetInformers(
            fleet, client, settings.namespace(), settings.daemonSet(), reconciler::forget);
    handout = new Handout(fleet, offers, client, metrics);
    leadership =
        new Leadership(
            client,
            settings.namespace(),
            settings.podName(),
            settings.leaseTiming(),
            this::lead,
            onFatal);
    health =
        new HealthServer(settings.port(), handout::isAlive, informers::hasSynced, metrics::scrape);
    Gauge.builder("nodenettuning.leader", leadership, l -> l.isLeading() ? 1 : 0)
        .description("Whether this operator leads")
        .register(metrics);
  }

  /** Fills the caches, then runs for leader. */
  public void start() {
    informers.start().join();
    LOG.atInfo().addKeyValue("nodes", fleet.nodes().size()).log("Caches filled");
    leadership.start();
  }

  /** The port of health and metrics. */
  public int healthPort() {
    return health.port();
  }

  private synchronized void lead(Duration patience) {
    if (closed) {
      return;
    }
    try {
      Operator leading =
          new Operator(configuration ->
              configuration
                  .withKubernetesClient(client)
                  .withCloseClientOnStop(false)
                  .withConcurrentReconciliationThreads(RECONCILER_THREADS)
                  .withConcurrentWorkflowExecutorThreads(1)
                  .withReconciliationTerminationTimeout(STOP_PATIENCE)
                  .withMetrics(MicrometerMetrics.withoutPerResourceMetrics(metrics)));
      leading.register(
          reconciler,
          controller ->
              controller
                  .withName("nodenettuning")
                  .withFinalizer(FINALIZER)
                  .withFieldManager(TuningReconciler.FIELD_MANAGER)
                  .withRetry(
                      new GenericRetry()
                          .withoutMaxAttempts()
                          .setInitialInterval(Duration.ofMillis(500))
                          .setIntervalMultiplier(2)
                          .setMaxInterval(Duration.ofMinutes(1).toMillis()))
                  .withRateLimiter(
                      new LinearRateLimiter(Duration.ofSeconds(1), RECONCILES_A_SECOND)));
      operator = leading;
      leading.start();
      handout.lead(patience);
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("Cannot lead");
      onFatal.run();
    }
  }

  private TuningReconciler reconciler() {
    Clock clock = Clock.systemUTC();
    return new TuningReconciler(
        fleet,
        offers,
        new RevisionStore(client, settings.namespace()),
        client,
        new TuningEvents(client, settings.podName(), clock),
        new TuningGauges(metrics),
        clock,
        settings.releaseTimeout());
  }

  @Override
  public synchronized void close() {
    closed = true;
    handout.close();
    if (operator != null) {
      operator.stop();
    }
    leadership.close();
    informers.close();
    health.close();
  }
}
