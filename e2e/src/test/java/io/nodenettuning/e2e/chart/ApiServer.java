package io.nodenettuning.e2e.chart;

import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.nodenettuning.e2e.machine.Prepared;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real API server for the tests of one class, with the namespace that the chart goes to. */
final class ApiServer implements BeforeAllCallback, AfterAllCallback {
  private @Nullable KubeAPIServer server;
  private @Nullable KubernetesClient admin;

  @Override
  public void beforeAll(ExtensionContext context) {
    server =
        new KubeAPIServer(
            KubeAPIServerConfigBuilder.anAPIServerConfig()
                .withTestDir(Prepared.apiServer().toString())
                .withOfflineMode(true)
                .build());
    server.start();
    admin = new KubernetesClientBuilder().withConfig(config()).build();
    admin()
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(Chart.NAMESPACE)
                .endMetadata()
                .build())
        .create();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    admin().close();
    Objects.requireNonNull(server).stop();
  }

  /** A client that may do everything. */
  KubernetesClient admin() {
    return Objects.requireNonNull(admin);
  }

  /** A client that has nothing but this token. */
  KubernetesClient holderOf(String token) {
    Config everybody = config();
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder(Config.empty())
                .withMasterUrl(everybody.getMasterUrl())
                .withCaCertFile(everybody.getCaCertFile())
                .withOauthToken(token)
                .build())
        .build();
  }

  /** All objects of the rendering, with every field that they have there. */
  List<GenericKubernetesResource> resources(Rendering rendering) {
    return rendering.objects().stream()
        .map(object ->
            admin()
                .getKubernetesSerialization()
                .convertValue(object, GenericKubernetesResource.class))
        .toList();
  }

  /** Makes all objects of the rendering, and waits until custom resources can be made. */
  void install(Rendering rendering) {
    resources(rendering).forEach(object -> admin().resource(object).create());
    rendering
        .all("CustomResourceDefinition")
        .forEach(crd ->
            admin()
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(Rendering.name(crd))
                .waitUntilCondition(ApiServer::established, 30, TimeUnit.SECONDS));
  }

  /** The configuration that Helm needs. */
  String kubeConfig() {
    return Objects.requireNonNull(server).getKubeConfigYaml();
  }

  private Config config() {
    return Config.fromKubeconfig(kubeConfig());
  }

  private static boolean established(@Nullable CustomResourceDefinition crd) {
    return crd != null
        && crd.getStatus() != null
        && crd.getStatus().getConditions().stream()
            .anyMatch(c -> c.getType().equals("Established") && c.getStatus().equals("True"));
  }
}
