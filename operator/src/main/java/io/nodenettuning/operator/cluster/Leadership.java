package io.nodenettuning.operator.cluster;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectorBuilder;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who of several operators leads. Losing the lease is the end of the process: nothing that was
 * begun as leader is finished as something else. Closing resigns, and the next one need not wait.
 */
public final class Leadership implements AutoCloseable {
  /** How the lease is kept. */
  public record Timing(Duration lease, Duration renewDeadline, Duration retry) {
    /** As the Kubernetes controllers have it. */
    public static final Timing DEFAULT =
        new Timing(Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofSeconds(2));
  }

  private static final String LEASE = "nodenettuning-operator";
  private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);

  private final KubernetesClient client;
  private final String namespace;
  private final String identity;
  private final Timing timing;
  private final Consumer<Duration> onLead;
  private final Runnable onLost;
  private final ExecutorService executor =
      Executors.newCachedThreadPool(Thread.ofPlatform().name("leader-", 0).daemon().factory());
  private volatile @Nullable String holder;
  private volatile boolean leading;
  private volatile boolean closing;
  private @Nullable CompletableFuture<?> election;

  /**
   * A candidate.
   *
   * @param identity name of the pod
   * @param onLead called once, with the time in which an earlier leader may still be writing
   * @param onLost called when the lease was lost and nobody asked for it
   */
  public Leadership(
      KubernetesClient client,
      String namespace,
      String identity,
      Timing timing,
      Consumer<Duration> onLead,
      Runnable onLost) {
    this.client = client;
    this.namespace = namespace;
    this.identity = identity;
    this.timing = timing;
    this.onLead = onLead;
    this.onLost = onLost;
  }

  /** Runs for leader from now on. */
  public synchronized void start() {
    election =
        new LeaderElectorBuilder(client, executor)
            .withConfig(
                new LeaderElectionConfig(
                    new ShippedLease(namespace, LEASE, identity),
                    timing.lease(),
                    timing.renewDeadline(),
                    timing.retry(),
                    new LeaderCallbacks(this::lead, this::lost, this::changed),
                    false,
                    LEASE))
            .build()
            .start();
  }

  /** Whether this one leads. */
  public boolean isLeading() {
    return leading;
  }

  @Override
  public synchronized void close() {
    boolean resigning = leading;
    closing = true;
    if (election != null) {
      election.cancel(true);
    }
    executor.shutdown();
    if (resigning) {
      resign();
    }
  }

  /**
   * Takes the name off the lease. The client's own release leaves the name on it, since its merge
   * patch has no nulls, and the successor could not tell who resigned from who froze.
   */
  private void resign() {
    Resource<Lease> lease = client.leases().inNamespace(namespace).withName(LEASE);
    try {
      Lease held = lease.get();
      if (held != null && identity.equals(held.getSpec().getHolderIdentity())) {
        lease.patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"metadata\":{\"resourceVersion\":\"%s\"},\"spec\":{\"holderIdentity\":null}}"
                .formatted(held.getMetadata().getResourceVersion()));
      }
    } catch (KubernetesClientException e) {
      LOG.atWarn().addKeyValue("leader", identity).setCause(e).log("Cannot resign");
    }
  }

  /** A predecessor that resigned left no name; one that did not may not know yet that it is out. */
  private void changed(@Nullable String leader) {
    if (!identity.equals(leader)) {
      holder = leader == null || leader.isEmpty() ? null : leader;
      LOG.atInfo().addKeyValue("leader", leader).log("Leader changed");
    }
  }

  private void lead() {
    leading = true;
    Duration patience = holder == null ? Duration.ZERO : timing.lease();
    LOG.atInfo()
        .addKeyValue("leader", identity)
        .addKeyValue("patienceSeconds", patience.toSeconds())
        .log("Leading");
    executor.execute(() -> onLead.accept(patience));
  }

  private void lost() {
    leading = false;
    if (!closing) {
      LOG.atError().addKeyValue("leader", identity).log("Lost the lease");
      onLost.run();
    }
  }
}
