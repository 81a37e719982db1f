package io.nodenettuning.e2e.chart;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;

/**
 * Nodes with their states, and the tokens of the daemons' pods on them, as a kubelet would ask for
 * them.
 */
final class NodeDaemons {
  /** The daemons' ServiceAccount in the release {@code nnt}. */
  static final String ACCOUNT = "nnt-nodenettuning-node-daemon";

  private static final String STATE_API = "nodenettuning.io/v1alpha1";
  private static final String STATE_KIND = "NodeNetTuningState";
  private static final PatchContext APPLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager("node-daemon")
          .withForce(true)
          .build();

  private final ApiServer server;

  NodeDaemons(ApiServer server) {
    this.server = server;
  }

  /** Makes a node and returns its uid. */
  String node(String name) {
    return server
        .admin()
        .resource(new NodeBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create()
        .getMetadata()
        .getUid();
  }

  /** Makes the state of a node. */
  void state(String name, String nodeUid) {
    server.admin().resource(newState(name, nodeUid)).create();
  }

  /** A state that is not on the API server. */
  static GenericKubernetesResource newState(String name, String nodeUid) {
    GenericKubernetesResource state = object(name);
    state.setAdditionalProperty("spec", Map.of("nodeUID", nodeUid));
    return state;
  }

  /** A client with the token that the daemon's pod on this node has. */
  KubernetesClient daemonOn(String node) {
    Pod pod =
        server
            .admin()
            .resource(
                new PodBuilder()
                    .withNewMetadata()
                    .withName("daemon-on-" + node)
                    .withNamespace(Chart.NAMESPACE)
                    .endMetadata()
                    .withNewSpec()
                    .withServiceAccountName(ACCOUNT)
                    .withNodeName(node)
                    .addNewContainer()
                    .withName("node-daemon")
                    .withImage("none")
                    .endContainer()
                    .endSpec()
                    .build())
            .create();
    return holder(
        new TokenRequestBuilder()
            .withNewSpec()
            .withNewBoundObjectRef(
                "v1", "Pod", pod.getMetadata().getName(), pod.getMetadata().getUid())
            .endSpec()
            .build());
  }

  /** A client with a token of the daemons' account that belongs to no pod. */
  KubernetesClient holderOfAToken() {
    return holder(new TokenRequestBuilder().withNewSpec().endSpec().build());
  }

  /** Reports for this node as the daemon does: the status by server-side apply. */
  static void report(KubernetesClient client, String node) {
    GenericKubernetesResource report = object(node);
    report.setAdditionalProperty("status", Map.of("daemonVersion", "test"));
    client.resource(report).subresource("status").patch(APPLY, report);
  }

  /** The state of this node, to be read or written by this client. */
  static Resource<GenericKubernetesResource> state(KubernetesClient client, String node) {
    return client.genericKubernetesResources(STATE_API, STATE_KIND).withName(node);
  }

  private KubernetesClient holder(TokenRequest request) {
    return server.holderOf(
        server
            .admin()
            .serviceAccounts()
            .inNamespace(Chart.NAMESPACE)
            .withName(ACCOUNT)
            .tokenRequest(request)
            .getStatus()
            .getToken());
  }

  private static GenericKubernetesResource object(String name) {
    GenericKubernetesResource object = new GenericKubernetesResource();
    object.setApiVersion(STATE_API);
    object.setKind(STATE_KIND);
    object.setMetadata(
        new io.fabric8.kubernetes.api.model.ObjectMetaBuilder().withName(name).build());
    return object;
  }
}
