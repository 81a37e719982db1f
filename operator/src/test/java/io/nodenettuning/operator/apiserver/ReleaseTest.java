package io.nodenettuning.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Deleting a tuning. */
class ReleaseTest extends OperatorTest {

  @Test
  void deleteWaitsUntilTheNodeHasLetGo() {
    cluster.apply(EDGE);
    edgeNodeIsReady("w1");

    cluster.delete("edge");
    eventually(() -> assertThat(daemons.handed("w1")).isEmpty());
    eventually(() -> assertThat(ready("edge")).isEqualTo("False Releasing"));
    assertThat(daemons.state("w1")).isPresent();
    daemons.report("w1");

    eventually(() -> assertThat(cluster.isThere("edge")).isFalse());
    assertThat(cluster.events("edge")).contains("Released: The nodes let go of the tuning.");
  }

  @Test
  void deadNodeDoesNotHoldUpTheDelete() {
    cluster.apply(EDGE);
    edgeNodeIsReady("w1");
    edgeNodeIsReady("w2");
    fleet.dies("w2");

    cluster.delete("edge");
    eventually(() -> assertThat(daemons.handed("w1")).isEmpty());
    daemons.report("w1");

    eventually(() -> assertThat(cluster.isThere("edge")).isFalse());
    assertThat(daemons.handed("w2")).isEmpty();
    assertThat(cluster.events("edge"))
        .contains("Released: The nodes let go of the tuning; nothing was heard of: w2.");
  }

  @Test
  void silentDaemonHoldsUpTheDeleteForALimitedTime() {
    cluster.apply(EDGE);
    edgeNodeIsReady("w1");

    cluster.delete("edge");
    eventually(() -> assertThat(daemons.handed("w1")).isEmpty());

    eventually(() -> assertThat(cluster.isThere("edge")).isFalse());
    assertThat(cluster.events("edge"))
        .contains("Released: No longer waiting for nodes to let go of the tuning: w1.");
  }

  @Test
  void pausedTuningIsReleasedToo() {
    cluster.apply(EDGE);
    edgeNodeIsReady("w1");
    cluster.apply(tuning("edge", "rpsSockFlowEntries: 65536", "paused: true"));

    cluster.delete("edge");

    eventually(() -> assertThat(daemons.handed("w1")).isEmpty());
  }

  @Test
  void tuningWhoseFinalizerWasTakenAwayIsWithdrawn() {
    cluster.apply(EDGE);
    edgeNodeIsReady("w1");
    cluster.apply(tuning("core", "rpsSockFlowEntries: 1024"));
    operator.close();

    cluster.dropFinalizers("edge");
    cluster.delete("edge");
    assertThat(cluster.isThere("edge")).isFalse();
    assertThat(daemons.handedNames("w1")).containsExactly("edge");
    restart();
    eventually(() -> assertThat(daemons.handed("w1")).isEmpty());

    fleet.relabel("w1", "core", "yes");
    eventually(() -> assertThat(daemons.handedNames("w1")).containsExactly("core"));
    cluster.dropFinalizers("core");
    cluster.delete("core");
    eventually(() -> assertThat(cluster.isThere("core")).isFalse());
    fleet.joins("w2", Map.of());
    eventually(() -> assertThat(daemons.handed("w1")).isEmpty());
  }
}
