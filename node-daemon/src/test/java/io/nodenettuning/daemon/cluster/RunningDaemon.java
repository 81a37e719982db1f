package io.nodenettuning.daemon.cluster;

import io.nodenettuning.daemon.agent.Agent;
import io.nodenettuning.daemon.agent.Report;
import io.nodenettuning.daemon.apply.Journal;
import io.nodenettuning.daemon.apply.StateFolder;
import io.nodenettuning.daemon.facts.FactsReader;
import io.nodenettuning.daemon.irqbalance.Bans;
import io.nodenettuning.daemon.kernel.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The whole daemon on a recorded node, as its pod would run it. */
final class RunningDaemon implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofMillis(200);

  private final StateFolder folder;
  private final Journal journal;
  private final ClusterConnection cluster;
  private final Thread thread;
  private final AtomicInteger passes = new AtomicInteger();
  private final AtomicReference<@Nullable Report> last = new AtomicReference<>();

  /**
   * Starts it.
   *
   * @param root the recorded node
   * @param serviceAccount what the kubelet mounts
   * @param port where the API server is
   */
  RunningDaemon(String node, Path root, Path serviceAccount, int port) throws IOException {
    Kernel kernel = Kernel.recorded(root);
    FactsReader facts = new FactsReader(kernel);
    String bootId = facts.read().bootId();
    folder = StateFolder.lock(root.resolve("run/nnt"));
    journal = Journal.open(folder, bootId);
    cluster =
        ClusterConnection.of(
            new ClusterConnection.Place(
                node, Cluster.NAMESPACE, bootId, "test", root.resolve("var/lib/nnt")),
            ApiServer.inCluster(
                serviceAccount,
                Map.of(
                    "KUBERNETES_SERVICE_HOST",
                    "127.0.0.1",
                    "KUBERNETES_SERVICE_PORT",
                    Integer.toString(port))),
            new ServiceAccountToken(serviceAccount.resolve("token")));
    Agent agent =
        new Agent(
            kernel,
            facts,
            journal,
            new Bans(kernel, folder.path(), true),
            cluster.source(),
            report -> {
              cluster.sink().report(report);
              last.set(report);
              passes.incrementAndGet();
            },
            InstantSource.system(),
            INTERVAL);
    cluster.start(agent::wake);
    thread = Thread.ofPlatform().name("agent").start(agent::run);
  }

  /** Passes that it made. */
  int passes() {
    return passes.get();
  }

  /** Writes to the kernel that it made. */
  long writes() {
    Report report = last.get();
    return report == null ? 0 : report.writes();
  }

  @Override
  public void close() throws IOException {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    cluster.close();
    journal.close();
    folder.close();
  }

  /** What a file of a recorded node holds. */
  static String text(Path root, String path) throws IOException {
    return Files.readString(root.resolve(path.substring(1))).strip();
  }
}
