package io.nodenettuning.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.api.AssignedTuning;
import io.nodenettuning.operator.status.ConditionType;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The whole line: tuning, revision, hand-out, report, status. */
class LineTest extends OperatorTest {

  @Test
  void tuningBecomesRevisionIsHandedOutAndIsReadyOnceTheNodeSaysSo() {
    fleet.joins("w1", AT_EDGE);
    fleet.joins("w2", Map.of("core", "yes"));
    cluster.apply(EDGE);

    eventually(() -> assertThat(daemons.handedNames("w1")).containsExactly("edge"));
    AssignedTuning entry = daemons.handed("w1").getFirst();
    assertThat(entry.uid()).isEqualTo(cluster.tuning("edge").getMetadata().getUid());
    assertThat(entry.revision()).startsWith("edge-");
    assertThat(daemons.handedNames("w2")).isEmpty();
    assertThat(
            server
                .admin()
                .apps()
                .controllerRevisions()
                .inNamespace(ApiServer.NAMESPACE)
                .withName(entry.revision())
                .get())
        .isNotNull();
    eventually(() ->
        assertThat(cluster.reason("edge", ConditionType.Ready)).isEqualTo("False NodesUnknown"));

    daemons.report("w1");

    eventually(() ->
        assertThat(cluster.reason("edge", ConditionType.Ready)).isEqualTo("True AllNodesReady"));
    assertThat(cluster.status("edge").currentRevision()).isEqualTo(entry.revision());
    assertThat(cluster.counts("edge").eligible()).isEqualTo(1);
    eventually(
        () -> assertThat(cluster.events("edge")).anyMatch(event -> event.startsWith("Applied")));
  }
}
