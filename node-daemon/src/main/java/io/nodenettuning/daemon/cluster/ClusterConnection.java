package io.nodenettuning.daemon.cluster;

import io.fabric8.kubernetes.client.Config;
import io.nodenettuning.daemon.agent.ReportSink;
import io.nodenettuning.daemon.agent.TuningSource;
import io.nodenettuning.daemon.cluster.status.NodeStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * The cluster as source of tunings and sink of reports. Works from the first moment, with what is
 * on disk, whether the API server is there or not.
 */
public final class ClusterConnection implements AutoCloseable {
  /** Where the kubelet mounts token, authority and namespace. */
  public static final Path SERVICE_ACCOUNT =
      Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

  /** What is told later than a second is late. */
  private static final Duration WRITE_INTERVAL = Duration.ofMillis(750);

  /**
   * Who and where this daemon is.
   *
   * @param node name of the Node; empty to take it from the token
   * @param namespace the operator's, where revisions are; empty to take it from the token
   * @param bootId of the running kernel
   * @param daemonVersion of this program
   * @param lastSpec folder on the host's disk for what the node was last told
   */
  public record Place(
      String node, String namespace, String bootId, String daemonVersion, Path lastSpec) {}

  private final Worker worker;
  private final ApiServer server;
  private final TuningFeed feed;
  private final StatusWriter writer;
  private final StateWatch watch;
  private volatile Runnable onChange = () -> {};

  private ClusterConnection(Place place, Config access, ServiceAccountToken token) {
    ServiceAccountToken.Claims claims = token.claims();
    String node = orElse("the node's name", place.node(), claims.node());
    String namespace = orElse("the operator's namespace", place.namespace(), claims.namespace());
    InstantSource clock = InstantSource.system();
    this.worker = new Worker();
    this.server = new ApiServer(access, node, namespace);
    this.feed =
        new TuningFeed(
            new LastSpec(place.lastSpec()),
            server,
            new NodeIdentity(token, place.bootId()),
            worker,
            clock,
            () -> onChange.run());
    this.writer =
        new StatusWriter(
            feed,
            server,
            new NodeStatus(ClusterJson::bytes),
            place.daemonVersion(),
            worker,
            clock,
            WRITE_INTERVAL);
    this.watch = server.watch(new OnWorker());
  }

  /**
   * A connection as the pod's service account, or, outside of a pod, as the user's kubeconfig says.
   *
   * @throws IllegalArgumentException when node or namespace are neither given nor in the token
   */
  public static ClusterConnection of(Place place) {
    Map<String, String> environment = System.getenv();
    Config access =
        environment.containsKey("KUBERNETES_SERVICE_HOST")
            ? ApiServer.inCluster(SERVICE_ACCOUNT, environment)
            : Config.autoConfigure(null);
    return of(place, access, new ServiceAccountToken(SERVICE_ACCOUNT.resolve("token")));
  }

  static ClusterConnection of(Place place, Config access, ServiceAccountToken token) {
    return new ClusterConnection(place, access, token);
  }

  /**
   * Begins to listen; returns at once.
   *
   * @param onChange told, on a thread of its own, when there is something new to do; never waits
   */
  public void start(Runnable onChange) {
    this.onChange = onChange;
    watch.start();
  }

  private static String orElse(String what, String given, String claimed) {
    return Optional.of(given.isEmpty() ? claimed : given)
        .filter(value -> !value.isEmpty())
        .orElseThrow(() ->
            new IllegalArgumentException(
                what + " is not known: it is neither given nor in the service account's token"));
  }

  /** What this node has to do. */
  public TuningSource source() {
    return feed;
  }

  /** Where reports go. */
  public ReportSink sink() {
    return writer;
  }

  @Override
  public void close() {
    watch.close();
    worker.close();
    server.close();
  }

  /** Takes what the client's threads hear to the one worker. */
  private final class OnWorker implements StateWatch.Listener {
    @Override
    public void changed(StateObject object) {
      worker.now(() -> {
        feed.changed(object);
        writer.objectChanged();
      });
    }

    @Override
    public void gone() {
      worker.now(feed::gone);
    }
  }
}
