package io.nodenettuning.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The policy against daemons that write what is not theirs, with the tokens that their pods get. By
 * RBAC they may do everything here, so that it is the policy that refuses.
 */
@Tag("helm")
@Tag("apiserver")
final class AdmissionPolicyTest {
  private static final String STATUS_ONLY =
      "the node daemon may write the status of its node's state and nothing else";

  @RegisterExtension static final ApiServer SERVER = new ApiServer();

  private static final NodeDaemons NODES = new NodeDaemons(SERVER);
  private static KubernetesClient daemon;

  @BeforeAll
  static void aDaemonOnOneOfTwoNodes() {
    SERVER.install(Chart.render());
    SERVER
        .admin()
        .resource(
            new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName("everything")
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "cluster-admin")
                .addNewSubject(null, "ServiceAccount", NodeDaemons.ACCOUNT, Chart.NAMESPACE)
                .build())
        .create();
    NODES.state("own", NODES.node("own"));
    NODES.state("other", NODES.node("other"));
    daemon = NODES.daemonOn("own");
    // The API server takes up a new policy a moment after it was made.
    await().ignoreExceptions().until(() -> isRefused("other"));
  }

  @AfterAll
  static void close() {
    daemon.close();
  }

  @Test
  void aDaemonReportsForItsOwnNode() {
    NodeDaemons.report(daemon, "own");

    assertThat(NodeDaemons.state(daemon, "own").get().getAdditionalProperties())
        .containsEntry("status", Map.of("daemonVersion", "test"));
  }

  @Test
  void aDaemonDoesNotReportForAnotherNode() {
    assertThatThrownBy(() -> NodeDaemons.report(daemon, "other"))
        .hasMessageContaining("the node daemon of own may not write the state of other");
  }

  @Test
  void aDaemonDoesNotChangeWhatItsNodeWasHanded() {
    assertThatThrownBy(() ->
            NodeDaemons.state(daemon, "own")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"tunings\":[]}}"))
        .hasMessageContaining(STATUS_ONLY);
  }

  @Test
  void aDaemonNeitherMakesNorDeletesStates() {
    assertThatThrownBy(() -> daemon.resource(NodeDaemons.newState("new", "uid")).create())
        .hasMessageContaining(STATUS_ONLY);
    assertThatThrownBy(() -> NodeDaemons.state(daemon, "own").delete())
        .hasMessageContaining(STATUS_ONLY);
    assertThat(NodeDaemons.state(daemon, "own").get()).isNotNull();
  }

  @Test
  void aDaemonDoesNotReportToTheStateOfAnEarlierNodeOfItsName() {
    NODES.state("renewed", "uid-of-the-earlier-node");
    NODES.node("renewed");

    try (KubernetesClient renewed = NODES.daemonOn("renewed")) {
      assertThatThrownBy(() -> NodeDaemons.report(renewed, "renewed"))
          .hasMessageContaining("this state belongs to an earlier node of the same name");
    }
  }

  @Test
  void aTokenThatBelongsToNoPodIsRefused() {
    try (KubernetesClient holder = NODES.holderOfAToken()) {
      assertThatThrownBy(() -> NodeDaemons.report(holder, "own"))
          .hasMessageContaining("the node daemon's token names no node");
    }
  }

  @Test
  void othersAreNotConcerned() {
    NodeDaemons.report(SERVER.admin(), "other");
  }

  private static boolean isRefused(String node) {
    try {
      NodeDaemons.report(daemon, node);
      return false;
    } catch (KubernetesClientException refused) {
      return refused.getCode() == 403;
    }
  }
}
