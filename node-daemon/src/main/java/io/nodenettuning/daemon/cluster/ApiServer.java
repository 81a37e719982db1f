package io.nodenettuning.daemon.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.nodenettuning.api.NodeNetTuningStateStatus;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** The API server: this node's object and the revisions in the operator's namespace. */
final class ApiServer implements Revisions, StatusWriter.Target, AutoCloseable {
  private static final String API_VERSION = "nodenettuning.io/v1alpha1";
  private static final String KIND = "NodeNetTuningState";
  private static final ResourceDefinitionContext STATES =
      new ResourceDefinitionContext.Builder()
          .withGroup("nodenettuning.io")
          .withVersion("v1alpha1")
          .withKind(KIND)
          .withPlural("nodenettuningstates")
          .withNamespaced(false)
          .build();
  private static final PatchContext APPLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager("node-daemon")
          .withForce(true)
          .build();
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

  private final KubernetesClient client;
  private final String node;
  private final String namespace;

  ApiServer(Config access, String node, String namespace) {
    this.node = node;
    this.namespace = namespace;
    KubernetesSerialization json = new KubernetesSerialization(ClusterJson.MAPPER, false);
    json.registerKubernetesResource(Status.class);
    this.client =
        new KubernetesClientBuilder()
            .withConfig(tuned(access))
            .withKubernetesSerialization(json)
            .build();
  }

  /** Access as a pod has it: the API server of the environment, the mounted token and authority. */
  static Config inCluster(Path serviceAccount, Map<String, String> environment) {
    String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "");
    String port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443");
    ServiceAccountToken token = new ServiceAccountToken(serviceAccount.resolve("token"));
    return new ConfigBuilder(Config.empty())
        .withMasterUrl(
            "https://%s:%s".formatted(host.contains(":") ? "[" + host + "]" : host, port))
        .withCaCertFile(serviceAccount.resolve("ca.crt").toString())
        .withOauthTokenProvider(() -> token.read().orElse(""))
        .build();
  }

  /**
   * Retries are ours: each caller has its own, jittered. The first wait before a new watch differs
   * from node to node, so that a fleet does not come back at once.
   */
  private static Config tuned(Config access) {
    return new ConfigBuilder(access)
        .withRequestTimeout((int) REQUEST_TIMEOUT.toMillis())
        .withConnectionTimeout((int) REQUEST_TIMEOUT.toMillis())
        .withHttp2Disable(true)
        .withRequestRetryBackoffLimit(0)
        .withWatchReconnectInterval(ThreadLocalRandom.current().nextInt(500, 1500))
        .build();
  }

  /** Watches this node's object. */
  StateWatch watch(StateWatch.Listener listener) {
    return new StateWatch(states().withField("metadata.name", node).runnableInformer(0), listener);
  }

  @Override
  public Optional<String> content(String name) throws IOException {
    try {
      String json =
          client.raw(
              "/apis/apps/v1/namespaces/%s/controllerrevisions/%s"
                  .formatted(namespace, URLEncoder.encode(name, StandardCharsets.UTF_8)));
      return json == null
          ? Optional.empty()
          : Optional.of(ClusterJson.MAPPER.readTree(json).path("data").toString());
    } catch (KubernetesClientException e) {
      throw problem(e);
    }
  }

  @Override
  public StateObject write(StateObject object, NodeNetTuningStateStatus status) throws IOException {
    GenericKubernetesResource fresh = new GenericKubernetesResource();
    fresh.setApiVersion(API_VERSION);
    fresh.setKind(KIND);
    fresh.setMetadata(
        new ObjectMetaBuilder()
            .withName(node)
            .withResourceVersion(object.resourceVersion())
            .build());
    fresh.setAdditionalProperty("status", status);
    try {
      return StateReading.of(states().resource(fresh).subresource("status").patch(APPLY))
          .orElseThrow(() -> new IOException("the answer has a spec that cannot be read"));
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
        throw new OutdatedException(e);
      }
      throw problem(e);
    }
  }

  private MixedOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      states() {
    return client.genericKubernetesResources(STATES);
  }

  /** The client's exception in one line. */
  private static IOException problem(KubernetesClientException e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String what = e.getStatus() != null ? e.getStatus().getMessage() : cause.getMessage();
    return new IOException(what == null ? cause.getClass().getSimpleName() : what, e);
  }

  @Override
  public void close() {
    client.close();
  }
}
