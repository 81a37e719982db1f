package io.nodenettuning.daemon.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.nodenettuning.api.Condition;
import io.nodenettuning.api.NodeClass;
import io.nodenettuning.api.NodeNetTuningStateStatus;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.api.TuningState;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a node is handed is done and reported. */
@Tag("apiserver")
class DaemonTest extends DaemonCase {
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
}
