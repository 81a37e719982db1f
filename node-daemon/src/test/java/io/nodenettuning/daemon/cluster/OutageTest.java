package io.nodenettuning.daemon.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.api.Condition;
import io.nodenettuning.api.NodeClass;
import io.nodenettuning.api.TuningState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a daemon does without its API server, its object, or what that names. */
@Tag("apiserver")
class OutageTest extends DaemonCase {
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
