package io.nodenettuning.operator.apiserver;

import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleRef;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.nodenettuning.operator.cluster.ApiClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One real API server for all tests of this JVM, with the CRDs and the operator's roles. There are
 * no controllers: nobody collects garbage and no kubelet reports unless a test does.
 */
final class ApiServer {
  static final String NAMESPACE = "nodenettuning";

  private static final String OPERATOR_USER =
      "system:serviceaccount:" + NAMESPACE + ":nodenettuning-operator";
  private static final Path ROLES = Path.of("src/main/rbac");
  private static @Nullable ApiServer running;

  private final KubeAPIServer server;
  private final KubernetesClient admin;

  private ApiServer() throws IOException {
    server = new KubeAPIServer(KubeAPIServerConfigBuilder.anAPIServerConfig().build());
    server.start();
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(server::stop));
    admin = ApiClient.tolerant(config());
    applyCrd("nodenettunings");
    applyCrd("nodenettuningstates");
    admin
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build())
        .serverSideApply();
    applyRoles();
  }

  static synchronized ApiServer running() throws IOException {
    if (running == null) {
      running = new ApiServer();
    }
    return running;
  }

  /** May do everything. */
  KubernetesClient admin() {
    return admin;
  }

  /** A client with the rights of the operator's service account and no others. */
  KubernetesClient asOperator() {
    return ApiClient.tolerant(
        new ConfigBuilder(config())
            .withImpersonateUsername(OPERATOR_USER)
            .withImpersonateGroups("system:serviceaccounts", "system:authenticated")
            .build());
  }

  private Config config() {
    return Config.fromKubeconfig(server.getKubeConfigYaml());
  }

  private void applyCrd(String plural) throws IOException {
    String resource = "/META-INF/fabric8/" + plural + ".nodenettuning.io-v1.yml";
    try (InputStream yaml = Objects.requireNonNull(ApiServer.class.getResourceAsStream(resource))) {
      CustomResourceDefinition crd =
          admin.apiextensions().v1().customResourceDefinitions().load(yaml).serverSideApply();
      admin.resource(crd).waitUntilCondition(ApiServer::isEstablished, 30, TimeUnit.SECONDS);
    }
  }

  private static boolean isEstablished(@Nullable CustomResourceDefinition crd) {
    return crd != null
        && crd.getStatus() != null
        && crd.getStatus().getConditions() != null
        && crd.getStatus().getConditions().stream()
            .anyMatch(c -> c.getType().equals("Established") && c.getStatus().equals("True"));
  }

  private void applyRoles() throws IOException {
    try (InputStream role = Files.newInputStream(ROLES.resolve("operator-clusterrole.yaml"))) {
      admin.rbac().clusterRoles().load(role).serverSideApply();
    }
    try (InputStream role = Files.newInputStream(ROLES.resolve("operator-role.yaml"))) {
      admin.rbac().roles().inNamespace(NAMESPACE).load(role).serverSideApply();
    }
    try (InputStream role = Files.newInputStream(ROLES.resolve("operator-events-role.yaml"))) {
      admin.rbac().roles().inNamespace("default").load(role).serverSideApply();
    }
    Subject operator = new Subject("rbac.authorization.k8s.io", "User", OPERATOR_USER, null);
    admin
        .resource(
            new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName("nodenettuning-operator")
                .endMetadata()
                .withRoleRef(role("ClusterRole", "nodenettuning-operator"))
                .withSubjects(List.of(operator))
                .build())
        .serverSideApply();
    bind(operator, NAMESPACE, "nodenettuning-operator");
    bind(operator, "default", "nodenettuning-operator-events");
  }

  private void bind(Subject subject, String namespace, String role) {
    admin
        .resource(
            new RoleBindingBuilder()
                .withNewMetadata()
                .withName(role)
                .withNamespace(namespace)
                .endMetadata()
                .withRoleRef(role("Role", role))
                .withSubjects(List.of(subject))
                .build())
        .serverSideApply();
  }

  private static RoleRef role(String kind, String name) {
    return new RoleRef("rbac.authorization.k8s.io", kind, name);
  }
}
