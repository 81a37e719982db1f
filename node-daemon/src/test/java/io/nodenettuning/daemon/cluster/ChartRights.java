package io.nodenettuning.daemon.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The rights that the chart gives the daemon: the rules in its template, which has none that depend
 * on a value.
 */
final class ChartRights {
  private static final Pattern TEMPLATE = Pattern.compile("\\{\\{.*?}}");

  private ChartRights() {}

  /** Gives them to a service account. */
  static void give(KubernetesClient admin, String account) throws IOException {
    String template = Files.readString(Cluster.CHART.resolve("templates/node-daemon/rbac.yaml"));
    String yaml = TEMPLATE.matcher(template).replaceAll("");
    List<JsonNode> objects =
        new ObjectMapper(new YAMLFactory())
            .readerFor(JsonNode.class)
            .<JsonNode>readValues(yaml)
            .readAll();
    admin
        .resource(
            new ClusterRoleBuilder()
                .withNewMetadata()
                .withName(account)
                .endMetadata()
                .withRules(rules(objects, "ClusterRole"))
                .build())
        .create();
    admin
        .resource(
            new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName(account)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", account)
                .addNewSubject("", "ServiceAccount", account, Cluster.NAMESPACE)
                .build())
        .create();
    admin
        .resource(
            new RoleBuilder()
                .withNewMetadata()
                .withName(account)
                .withNamespace(Cluster.NAMESPACE)
                .endMetadata()
                .withRules(rules(objects, "Role"))
                .build())
        .create();
    admin
        .resource(
            new RoleBindingBuilder()
                .withNewMetadata()
                .withName(account)
                .withNamespace(Cluster.NAMESPACE)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "Role", account)
                .addNewSubject("", "ServiceAccount", account, Cluster.NAMESPACE)
                .build())
        .create();
  }

  private static List<PolicyRule> rules(List<JsonNode> objects, String kind) {
    JsonNode rules =
        objects.stream()
            .filter(object -> object.path("kind").asText().equals(kind))
            .findFirst()
            .orElseThrow()
            .path("rules");
    List<PolicyRule> all = new ArrayList<>();
    rules.forEach(rule -> all.add(new ObjectMapper().convertValue(rule, PolicyRule.class)));
    return all;
  }
}
