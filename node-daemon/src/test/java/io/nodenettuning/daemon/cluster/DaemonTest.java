package io.nodenettuning.daemon.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.nodenettuning.api.Condition;
import io.nodenettuning.api.NodeClass;
import io.nodenettuning.api.NodeNetTuningStateStatus;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.api.TuningState;
import io.nodenettuning.daemon.facts.RecordedNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The daemon from end to end: a real API server on one side, a recorded node on the other. */
@Tag("apiserver")
class DaemonTest {
  private static final AtomicInteger NODES = new AtomicInteger();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String RPS = "/sys/class/net/eth0/queues/rx-0/rps_cpus";
  private static final String FLOWS = "/proc/sys/net/core/rps_sock_flow_entries";
  private static final String SPREAD =
      "{interfaces: [{name: a, match: {names: [eth0]}, rps: {cpus: {}}}]}";

  @TempDir private Path root;
  @TempDir private Path mounts;
  private final String node = "n" + NODES.incrementAndGet();
  private Cluster cluster;
  private Outage network;
  private String uid;

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

  private Path serviceAccount() {
    return mounts.resolve("serviceaccount");
  }

  private RunningDaemon daemon() throws IOException {
    return new RunningDaemon(node, root, serviceAccount(), network.port());
  }

  /** A name that no other test has. */
  private String revision(String name) {
    return name + "-" + node;
  }

  private String text(String path) throws IOException {
    return RunningDaemon.text(root, path);
  }

  private static void eventually(Callable<Boolean> condition) {
    await().atMost(PATIENCE).ignoreNoExceptions().until(condition);
  }

  private void awaitGeneration(long generation) {
    eventually(() ->
        cluster
            .status(node)
            .filter(status -> Objects.equals(status.observedGeneration(), generation))
            .isPresent());
  }

  private NodeNetTuningStateStatus status() {
    return cluster.status(node).orElseThrow();
  }

  private void awaitPasses(RunningDaemon daemon, int more) {
    int before = daemon.passes();
    eventually(() -> daemon.passes() >= before + more);
  }

  private static Condition ready(NodeNetTuningStateStatus status) {
    return Objects.requireNonNull(status.conditions()).stream()
        .filter(condition -> condition.type().equals("Ready"))
        .findFirst()
        .orElseThrow();
  }

  private static List<TuningState> tunings(NodeNetTuningStateStatus status) {
    return Objects.requireNonNull(status.tunings());
  }

  @Test
  void whatTheNodeIsHandedIsAppliedAndReported() throws IOException {
    cluster.revision(revision("spread"), SPREAD);
    try (RunningDaemon daemon = daemon()) {
      cluster.hand(node, uid, revision("spread"));
      awaitGeneration(1);

      assertThat(text(RPS)).isEqualTo("3");
      assertThat(daemon.writes()).isEqualTo(1);
      NodeNetTuningStateStatus status = status();
      assertThat(status.nodeUID()).isEqualTo(uid);
      assertThat(status.bootID()).isEqualTo("6f1c1c0e-8d2e-4a53-9a0b-0f6f6f1b2a01");
      assertThat(status.daemonVersion()).isEqualTo("test");
      assertThat(ready(status).status()).isEqualTo(Condition.Status.True);
      assertThat(status.conditions()).hasSize(1);
      assertThat(status.outcomes()).isEqualTo(Map.of(Outcome.Applied, 1));
      assertThat(tunings(status))
          .singleElement()
          .isEqualTo(
              new TuningState(
                  "uid-of-spread",
                  "spread",
                  revision("spread"),
                  0,
                  NodeClass.ready,
                  Map.of(Outcome.Applied, 1),
                  null,
                  null,
                  null));
    }
  }

  @Test
  void aConvergedNodeWritesNothingNeitherToTheKernelNorToTheApiServer() throws IOException {
    cluster.revision(revision("spread"), SPREAD);
    cluster.hand(node, uid, revision("spread"));
    try (RunningDaemon daemon = daemon()) {
      awaitGeneration(1);
      // One that comes right after the first, if any.
      awaitPasses(daemon, 10);
      long sent = cluster.statusWrites();
      String version = cluster.state(node).get().getMetadata().getResourceVersion();

      awaitPasses(daemon, 15);

      assertThat(cluster.statusWrites()).isEqualTo(sent);
      assertThat(cluster.state(node).get().getMetadata().getResourceVersion()).isEqualTo(version);
      assertThat(daemon.writes()).isEqualTo(1);
    }
    long sent = cluster.statusWrites();
    try (RunningDaemon next = daemon()) {
      awaitPasses(next, 15);

      assertThat(next.writes()).isZero();
      assertThat(cluster.statusWrites()).isEqualTo(sent);
    }
  }

  @Test
  void whatIsHandedLaterFollowsAndWhatIsWithdrawnIsRestored() throws IOException {
    cluster.revision(revision("spread"), SPREAD);
    cluster.revision(revision("table"), "{rpsSockFlowEntries: 32768}");
    cluster.hand(node, uid, revision("spread"));
    try (RunningDaemon daemon = daemon()) {
      awaitGeneration(1);
      cluster.hand(node, uid, revision("spread"), revision("table"));
      awaitGeneration(2);
      assertThat(text(FLOWS)).isEqualTo("32768");

      cluster.hand(node, uid);
      awaitGeneration(3);

      assertThat(text(FLOWS)).isEqualTo("0");
      assertThat(text(RPS)).isEqualTo("0");
      assertThat(ready(status()).reason()).isEqualTo("NothingAssigned");
      assertThat(daemon.writes()).isEqualTo(4);
    }
  }

  @Test
  void driftIsCorrectedAndReported() throws IOException {
    cluster.revision(revision("spread"), SPREAD);
    cluster.hand(node, uid, revision("spread"));
    try (RunningDaemon daemon = daemon()) {
      awaitGeneration(1);

      Files.writeString(root.resolve(RPS.substring(1)), "1\n");
      eventually(() -> Objects.equals(status().driftsTotal(), 1L));

      assertThat(text(RPS)).isEqualTo("3");
      assertThat(Objects.requireNonNull(status().drifts()).getFirst())
          .satisfies(drift -> {
            assertThat(drift.id()).isEqualTo("rps:eth0/rx-0");
            assertThat(drift.corrected()).isTrue();
          });
      assertThat(tunings(status()).getFirst().driftsTotal()).isEqualTo(1);
      assertThat(daemon.writes()).isEqualTo(2);
    }
    try (RunningDaemon next = daemon()) {
      awaitPasses(next, 10);
      assertThat(status().driftsTotal()).isEqualTo(1);

      Files.writeString(root.resolve(RPS.substring(1)), "2\n");
      eventually(() -> Objects.equals(status().driftsTotal(), 2L));
      assertThat(tunings(status()).getFirst().driftsTotal()).isEqualTo(2);
    }
  }

  @Test
  void anObjectThatIsDeletedChangesNothingAndTheNextOneIsToldSo() throws IOException {
    cluster.revision(revision("spread"), SPREAD);
    cluster.hand(node, uid, revision("spread"));
    try (RunningDaemon daemon = daemon()) {
      awaitGeneration(1);

      cluster.state(node).delete();
      awaitPasses(daemon, 10);
      assertThat(text(RPS)).isEqualTo("3");
      assertThat(cluster.status(node)).isEmpty();

      cluster.hand(node, uid, revision("spread"));
      awaitGeneration(1);
      assertThat(status().conditions())
          .extracting(Condition::type)
          .containsExactly("Ready", "ObjectReturned");
      assertThat(daemon.writes()).isEqualTo(1);
    }
  }

  @Test
  void aNodeThatIsAskedTellsWhatItHasAndLetsNothingGo() throws IOException {
    cluster.revision(revision("spread"), SPREAD);
    cluster.hand(node, uid, revision("spread"));
    try (RunningDaemon daemon = daemon()) {
      awaitGeneration(1);
      cluster.state(node).delete();
      awaitPasses(daemon, 10);
    }
    try (RunningDaemon next = daemon()) {
      cluster.ask(node, uid);
      awaitGeneration(1);

      assertThat(tunings(status()))
          .extracting(TuningState::uid, TuningState::revision, TuningState::priority)
          .containsExactly(tuple("uid-of-spread", revision("spread"), 0));
      assertThat(text(RPS)).isEqualTo("3");
      assertThat(next.writes()).isZero();
      cluster.hand(node, uid);
      awaitGeneration(2);
      assertThat(text(RPS)).isEqualTo("0");
    }
  }

  @Test
  void anObjectMadeForAnotherNodeOfThisNameIsIgnored() throws IOException {
    cluster.revision(revision("spread"), SPREAD);
    cluster.hand(node, uid, revision("spread"));
    try (RunningDaemon daemon = daemon()) {
      awaitGeneration(1);
      cluster.state(node).delete();
      long sent = cluster.statusWrites();

      cluster.hand(node, "another-uid");
      awaitPasses(daemon, 10);

      assertThat(text(RPS)).isEqualTo("3");
      assertThat(cluster.state(node).get().getStatus()).isNull();
      assertThat(cluster.statusWrites()).isEqualTo(sent);
    }
  }

  @Test
  void aRevisionThatIsNotThereYetIsWaitedForAndTheEarlierOneHolds() throws IOException {
    cluster.revision(revision("spread"), SPREAD);
    cluster.hand(node, uid, revision("spread"));
    try (RunningDaemon daemon = daemon()) {
      awaitGeneration(1);

      cluster.hand(node, uid, revision("spread-later"), revision("spread"));
      awaitGeneration(2);
      assertThat(text(RPS)).isEqualTo("3");
      assertThat(tunings(status()))
          .extracting(TuningState::nodeClass)
          .containsExactly(NodeClass.pending, NodeClass.ready);
      assertThat(ready(status()).message()).contains("is not there");

      cluster.revision(revision("spread-later"), "{rpsSockFlowEntries: 4096}");
      eventually(() -> ready(status()).status() == Condition.Status.True);
      assertThat(text(FLOWS)).isEqualTo("4096");
      assertThat(daemon.writes()).isEqualTo(2);
    }
  }

  @Test
  void aRevisionOfANewerApiIsNotGuessedAt() throws IOException {
    cluster.revision(revision("newer"), "{rpsSockFlowEntries: 4096, turboMode: {level: High}}");
    cluster.hand(node, uid, revision("newer"));
    try (RunningDaemon daemon = daemon()) {
      awaitGeneration(1);

      assertThat(text(FLOWS)).isEqualTo("0");
      assertThat(tunings(status()).getFirst().nodeClass()).isEqualTo(NodeClass.incomplete);
      assertThat(tunings(status()).getFirst().message())
          .startsWith("not understood by this daemon: turboMode: unknown field");
      assertThat(daemon.writes()).isZero();
    }
  }

  @Test
  void anOutageOfTheApiServerStopsNothingOnTheNode() throws IOException {
    cluster.revision(revision("spread"), SPREAD);
    cluster.revision(revision("table"), "{rpsSockFlowEntries: 32768}");
    cluster.hand(node, uid, revision("spread"));
    try (RunningDaemon daemon = daemon()) {
      awaitGeneration(1);
      network.begin();
      Files.writeString(root.resolve(RPS.substring(1)), "1\n");
      eventually(() -> text(RPS).equals("3"));
      cluster.hand(node, uid, revision("spread"), revision("table"));
      awaitPasses(daemon, 10);
      assertThat(text(FLOWS)).isEqualTo("0");
      assertThat(status().observedGeneration()).isEqualTo(1);

      network.end();
      awaitGeneration(2);

      assertThat(text(FLOWS)).isEqualTo("32768");
      assertThat(status().driftsTotal()).isEqualTo(1);
    }
  }

  @Test
  void aNodeThatStartsWhileTheApiServerIsAwayTunesItself() throws IOException {
    cluster.revision(revision("spread"), SPREAD);
    cluster.hand(node, uid, revision("spread"));
    try (RunningDaemon daemon = daemon()) {
      awaitGeneration(1);
      awaitPasses(daemon, 1);
    }
    network.begin();
    Files.delete(root.resolve("run/nnt/journal"));
    Files.writeString(root.resolve("proc/sys/kernel/random/boot_id"), "another-boot\n");
    Files.writeString(root.resolve(RPS.substring(1)), "0\n");

    try (RunningDaemon daemon = daemon()) {
      eventually(() -> text(RPS).equals("3"));

      network.end();
      eventually(() -> "another-boot".equals(status().bootID()));
      assertThat(daemon.writes()).isEqualTo(1);
    }
  }

  @Test
  void aTokenThatIsRenewedIsUsed() throws IOException {
    cluster.revision(revision("spread"), SPREAD);
    cluster.hand(node, uid, revision("spread"));
    Path token = serviceAccount().resolve("token");
    String renewed = Files.readString(token);
    Files.writeString(token, "expired");
    try (RunningDaemon daemon = daemon()) {
      eventually(() -> Files.exists(root.resolve("run/nnt/lock")));
      assertThat(daemon.passes()).isZero();

      Files.writeString(token, renewed);

      awaitGeneration(1);
      assertThat(status().conditions()).hasSize(1);
    }
  }
}
