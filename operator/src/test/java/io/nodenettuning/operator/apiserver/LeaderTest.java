package io.nodenettuning.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

/** Several operators. */
class LeaderTest extends OperatorTest {

  @Test
  void standbyTakesOverAtOnceFromALeaderThatResigns() throws IOException {
    cluster.apply(EDGE);
    edgeNodeIsReady("w1");
    String state = daemons.state("w1").orElseThrow().getMetadata().getResourceVersion();
    try (RunningOperator standby = new RunningOperator(server, "operator-1")) {
      operator.close();
      Instant closed = Instant.now();
      fleet.joins("w2", AT_EDGE);

      eventually(() -> assertThat(daemons.handedNames("w2")).containsExactly("edge"));

      assertThat(Duration.between(closed, Instant.now())).isLessThan(RunningOperator.LEASE);
      assertThat(daemons.state("w1").orElseThrow().getMetadata().getResourceVersion())
          .isEqualTo(state);
      assertThat(standby.failed()).isFalse();
    }
  }

  @Test
  void leaderWhosePredecessorDidNotResignHandsOutOneLeaseLater() throws IOException {
    operator.close();
    Instant renewed = Instant.now();
    server
        .admin()
        .resource(
            new LeaseBuilder()
                .withNewMetadata()
                .withName("nodenettuning-operator")
                .withNamespace(ApiServer.NAMESPACE)
                .endMetadata()
                .withNewSpec()
                .withHolderIdentity("frozen")
                .withLeaseDurationSeconds((int) RunningOperator.LEASE.toSeconds())
                .withRenewTime(ZonedDateTime.ofInstant(renewed, ZoneOffset.UTC))
                .withAcquireTime(ZonedDateTime.ofInstant(renewed, ZoneOffset.UTC))
                .withLeaseTransitions(1)
                .endSpec()
                .build())
        .forceConflicts()
        .serverSideApply();
    cluster.apply(EDGE);
    fleet.joins("w1", AT_EDGE);

    restart();

    eventually(() -> assertThat(daemons.handedNames("w1")).containsExactly("edge"));
    assertThat(Duration.between(renewed, Instant.now()))
        .isGreaterThan(RunningOperator.LEASE.multipliedBy(2));
  }

  @Test
  void leaseThatNobodyEverHeldIsTakenAtOnce() {
    operator.close();
    var leases = server.admin().leases().inNamespace(ApiServer.NAMESPACE);
    leases.delete();
    leases
        .resource(
            new LeaseBuilder()
                .withNewMetadata()
                .withName("nodenettuning-operator")
                .withNamespace(ApiServer.NAMESPACE)
                .endMetadata()
                .build())
        .create();
    cluster.apply(EDGE);
    fleet.joins("w1", AT_EDGE);
    Instant before = Instant.now();

    restart();

    eventually(() -> assertThat(daemons.handedNames("w1")).containsExactly("edge"));
    assertThat(Duration.between(before, Instant.now())).isLessThan(RunningOperator.LEASE);
  }

  @Test
  void leaseThatIsDeletedUnderTheLeaderIsMadeAnew() {
    cluster.apply(EDGE);
    eventually(() -> assertThat(ready("edge")).isEqualTo("True NoNodes"));
    var lease =
        server.admin().leases().inNamespace(ApiServer.NAMESPACE).withName("nodenettuning-operator");

    lease.delete();

    eventually(() -> assertThat(lease.get()).isNotNull());
    assertThat(lease.require().getSpec().getHolderIdentity()).isEqualTo("operator-0");
    fleet.joins("w1", AT_EDGE);
    eventually(() -> assertThat(daemons.handedNames("w1")).containsExactly("edge"));
    assertThat(operator.failed()).isFalse();
  }

  @Test
  void operatorThatLosesItsLeaseEnds() {
    cluster.apply(EDGE);
    eventually(() -> assertThat(ready("edge")).isEqualTo("True NoNodes"));
    server
        .admin()
        .leases()
        .inNamespace(ApiServer.NAMESPACE)
        .withName("nodenettuning-operator")
        .edit(lease ->
            new LeaseBuilder(lease)
                .editSpec()
                .withHolderIdentity("usurper")
                .withRenewTime(ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(1))
                .endSpec()
                .build());

    eventually(() -> assertThat(operator.failed()).isTrue());
  }
}
