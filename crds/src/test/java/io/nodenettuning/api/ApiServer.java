package io.nodenettuning.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real API server with the CRDs of the chart, for the tests of one class. */
final class ApiServer implements BeforeAllCallback, AfterAllCallback {
  private static final Duration WAIT = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path CRDS = Path.of("target/classes/META-INF/fabric8");

  private final Consumer<CustomResourceDefinition> change;
  private @Nullable KubeAPIServer server;
  private @Nullable KubernetesClient client;

  /** A server with the CRDs as they are. */
  ApiServer() {
    this(crd -> {});
  }

  /** A server with changed CRDs. */
  ApiServer(Consumer<CustomResourceDefinition> change) {
    this.change = change;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    server = new KubeAPIServer(KubeAPIServerConfigBuilder.anAPIServerConfig().build());
    server.start();
    client = newClient(new KubernetesSerialization());
    try (Stream<Path> files = Files.list(CRDS)) {
      for (Path file : files.toList()) {
        CustomResourceDefinition crd =
            client.apiextensions().v1().customResourceDefinitions().load(file.toFile()).item();
        change.accept(crd);
        client.resource(crd).serverSideApply();
      }
    }
    await("the server's OpenAPI document").atMost(WAIT).until(this::isServingKinds);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    client().close();
    Objects.requireNonNull(server).stop();
  }

  /** A client as fabric8 configures it. */
  KubernetesClient client() {
    return Objects.requireNonNull(client);
  }

  /** A client that reads and writes JSON in its own way. */
  KubernetesClient newClient(KubernetesSerialization serialization) {
    return new KubernetesClientBuilder()
        .withConfig(Config.fromKubeconfig(kubeConfig()))
        .withKubernetesSerialization(serialization)
        .build();
  }

  /** What the server holds of a resource. */
  JsonNode get(JsonNode resource) throws IOException {
    return get(resource.get("kind").asText(), resource.at("/metadata/name").asText());
  }

  /** What the server holds by kind and name. */
  JsonNode get(String kind, String name) throws IOException {
    return JSON.readTree(kubectl("get", kind, name, "-o", "json"));
  }

  /** Runs kubectl; what it prints. */
  String kubectl(String... arguments) throws IOException {
    Path config = Files.createTempFile("kubeconfig", ".yaml");
    try {
      Files.writeString(config, kubeConfig());
      var command =
          new ArrayList<>(List.of(kubectl().toString(), "--kubeconfig", config.toString()));
      command.addAll(List.of(arguments));
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", arguments) + ": " + output);
      }
      return output;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      Files.delete(config);
    }
  }

  private String kubeConfig() {
    return Objects.requireNonNull(server).getKubeConfigYaml();
  }

  /** The one beside the newest API server, which is the one that was started. */
  private static Path kubectl() throws IOException {
    Path binaries = Path.of(Objects.requireNonNull(System.getenv("KUBE_API_TEST_DIR")), "k8s");
    try (Stream<Path> versions = Files.list(binaries)) {
      return versions.max(Comparator.naturalOrder()).orElseThrow().resolve("kubectl");
    }
  }

  /** Clients that apply or explain need the schema; it comes a while after the resource. */
  private boolean isServingKinds() {
    @Nullable String openApi = client().raw("/openapi/v3/apis/nodenettuning.io/v1alpha1");
    return openApi != null && openApi.contains("NodeNetTuningState");
  }
}
