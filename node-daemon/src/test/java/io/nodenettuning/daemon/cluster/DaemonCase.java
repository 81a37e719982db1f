package io.nodenettuning.daemon.cluster;

import static org.awaitility.Awaitility.await;

import io.nodenettuning.api.Condition;
import io.nodenettuning.api.NodeNetTuningStateStatus;
import io.nodenettuning.api.TuningState;
import io.nodenettuning.daemon.facts.RecordedNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** A daemon with a real API server on one side, a recorded node on the other. */
@Tag("apiserver")
abstract class DaemonCase {
  static final AtomicInteger NODES = new AtomicInteger();
  static final Duration PATIENCE = Duration.ofSeconds(60);
  static final String RPS = "/sys/class/net/eth0/queues/rx-0/rps_cpus";
  static final String FLOWS = "/proc/sys/net/core/rps_sock_flow_entries";
  static final String SPREAD = "{interfaces: [{name: a, match: {names: [eth0]}, rps: {cpus: {}}}]}";

  @TempDir Path root;
  @TempDir Path mounts;
  final String node = "n" + NODES.incrementAndGet();
  Cluster cluster;
  Outage network;
  String uid;

  @BeforeEach
  void makeNode() throws IOException {
    cluster = Cluster.running();
    network = new Outage(cluster.port());
    RecordedNode.load("virtio-2cpu", root);
    uid = cluster.node(node);
    cluster.mount(node, serviceAccount());
  }

  @AfterEach
  void end() throws IOException {
    network.close();
  }

  Path serviceAccount() {
    return mounts.resolve("serviceaccount");
  }

  RunningDaemon daemon() throws IOException {
    return new RunningDaemon(node, root, serviceAccount(), network.port());
  }

  /** A name that no other test has. */
  String revision(String name) {
    return name + "-" + node;
  }

  String text(String path) throws IOException {
    return RunningDaemon.text(root, path);
  }

  static void eventually(Callable<Boolean> condition) {
    await().atMost(PATIENCE).ignoreNoExceptions().until(condition);
  }

  void awaitGeneration(long generation) {
    eventually(() ->
        cluster
            .status(node)
            .filter(status -> Objects.equals(status.observedGeneration(), generation))
            .isPresent());
  }

  NodeNetTuningStateStatus status() {
    return cluster.status(node).orElseThrow();
  }

  void awaitPasses(RunningDaemon daemon, int more) {
    int before = daemon.passes();
    eventually(() -> daemon.passes() >= before + more);
  }

  static Condition ready(NodeNetTuningStateStatus status) {
    return Objects.requireNonNull(status.conditions()).stream()
        .filter(condition -> condition.type().equals("Ready"))
        .findFirst()
        .orElseThrow();
  }

  static List<TuningState> tunings(NodeNetTuningStateStatus status) {
    return Objects.requireNonNull(status.tunings());
  }
}
