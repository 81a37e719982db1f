package io.nodenettuning.daemon.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.ControllerRevisionBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.nodenettuning.api.ApiJson;
import io.nodenettuning.api.AssignedTuning;
import io.nodenettuning.api.NodeNetTuningState;
import io.nodenettuning.api.NodeNetTuningStateSpec;
import io.nodenettuning.api.NodeNetTuningStateStatus;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real API server for all tests of this JVM, with the CRDs of the chart, and the daemon's service
 * account with the rights that the chart gives it and no others. There are no controllers: the
 * operator's part is a test's.
 */
final class Cluster {
  static final String NAMESPACE = "nodenettuning";

  private static final String ACCOUNT = "node-daemon";
  static final Path CHART = Path.of("../helm/nodenettuning");
  private static final Pattern REQUESTS =
      Pattern.compile(
          "apiserver_request_total\\{[^}]*resource=\"nodenettuningstates\"[^}]*"
              + "subresource=\"status\"[^}]*verb=\"APPLY\"[^}]*} (\\d+)");
  private static @Nullable Cluster running;

  private final KubeAPIServer server;
  private final KubernetesClient admin;

  private Cluster() throws IOException {
    server = new KubeAPIServer(KubeAPIServerConfigBuilder.anAPIServerConfig().build());
    server.start();
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(server::stop));
    admin =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(server.getKubeConfigYaml()))
            .withKubernetesSerialization(new KubernetesSerialization(ApiJson.tolerant(), true))
            .build();
    applyCrds();
    admin
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build())
        .create();
    admin
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withName(ACCOUNT)
                .withNamespace(NAMESPACE)
                .endMetadata()
                .build())
        .create();
    ChartRights.give(admin, ACCOUNT);
  }

  static synchronized Cluster running() throws IOException {
    if (running == null) {
      running = new Cluster();
    }
    return running;
  }

  private void applyCrds() throws IOException {
    try (Stream<Path> files = Files.list(CHART.resolve("files/crds"))) {
      for (Path file : files.toList()) {
        CustomResourceDefinition crd =
            admin
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .load(file.toFile())
                .serverSideApply();
        admin.resource(crd).waitUntilCondition(Cluster::isEstablished, 60, TimeUnit.SECONDS);
      }
    }
  }

  private static boolean isEstablished(@Nullable CustomResourceDefinition crd) {
    return crd != null
        && crd.getStatus() != null
        && crd.getStatus().getConditions() != null
        && crd.getStatus().getConditions().stream()
            .anyMatch(c -> c.getType().equals("Established") && c.getStatus().equals("True"));
  }

  /** May do everything. */
  KubernetesClient admin() {
    return admin;
  }

  /** The port that it listens on. */
  int port() {
    return URI.create(admin.getConfiguration().getMasterUrl()).getPort();
  }

  /** Makes a Node; its uid. */
  String node(String name) {
    return admin
        .resource(new NodeBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create()
        .getMetadata()
        .getUid();
  }

  /** Mounts what the kubelet mounts into the daemon's pod on a Node. */
  void mount(String node, Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("token"), token(node));
    Files.copy(
        Path.of(Objects.requireNonNull(admin.getConfiguration().getCaCertFile())),
        folder.resolve("ca.crt"));
  }

  /** A token of the daemon's pod on a Node. */
  String token(String node) {
    Pod pod =
        admin
            .resource(
                new PodBuilder()
                    .withNewMetadata()
                    .withGenerateName("node-daemon-")
                    .withNamespace(NAMESPACE)
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
    return admin
        .serviceAccounts()
        .inNamespace(NAMESPACE)
        .withName(ACCOUNT)
        .tokenRequest(
            new TokenRequestBuilder()
                .withNewSpec()
                .withNewBoundObjectRef(
                    "v1", "Pod", pod.getMetadata().getName(), pod.getMetadata().getUid())
                .endSpec()
                .build())
        .getStatus()
        .getToken();
  }

  /** Makes a revision with this content. */
  void revision(String name, String yaml) throws IOException {
    admin
        .resource(
            new ControllerRevisionBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(NAMESPACE)
                .endMetadata()
                .withRevision(1L)
                .withData(new ObjectMapper(new YAMLFactory()).readValue(yaml, Map.class))
                .build())
        .create();
  }

  /** Hands a node its tunings, by the names of their revisions; makes the state where it is not. */
  void hand(String node, String nodeUid, String... revisions) {
    tell(
        node,
        new NodeNetTuningStateSpec(
            nodeUid, null, Stream.of(revisions).map(Cluster::assigned).toList()));
  }

  /** Asks a node which tunings it has. */
  void ask(String node, String nodeUid) {
    tell(node, new NodeNetTuningStateSpec(nodeUid, null, null));
  }

  private void tell(String node, NodeNetTuningStateSpec spec) {
    if (state(node).get() == null) {
      NodeNetTuningState state = new NodeNetTuningState();
      state.getMetadata().setName(node);
      state.setSpec(spec);
      admin.resource(state).create();
    } else {
      // Not by edit(), which drops empty lists.
      state(node)
          .patch(
              PatchContext.of(PatchType.JSON_MERGE),
              admin.getKubernetesSerialization().asJson(Map.of("spec", spec)));
    }
  }

  private static AssignedTuning assigned(String revision) {
    String name = revision.substring(0, revision.lastIndexOf('-'));
    return new AssignedTuning("uid-of-" + name, name, revision, 0);
  }

  /** The state of a node. */
  Resource<NodeNetTuningState> state(String node) {
    return admin.resources(NodeNetTuningState.class).withName(node);
  }

  /** What the daemon says of a node. */
  Optional<NodeNetTuningStateStatus> status(String node) {
    return Optional.ofNullable(state(node).get()).map(NodeNetTuningState::getStatus);
  }

  /** Statuses of nodes that were sent since the API server runs, whether they changed anything. */
  long statusWrites() {
    Matcher requests = REQUESTS.matcher(admin.raw("/metrics"));
    long sum = 0;
    while (requests.find()) {
      sum += Long.parseLong(requests.group(1));
    }
    return sum;
  }
}
