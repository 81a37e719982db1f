package io.nodenettuning.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.nodenettuning.e2e.machine.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A release's life: installed, upgraded, uninstalled, installed again over what was kept. */
@Tag("helm")
@Tag("apiserver")
final class ReleaseTest {
  private static final Pattern HEREDOC = Pattern.compile("(?s)<<EOF\n(.*?)\n *EOF");

  @RegisterExtension static final ApiServer SERVER = new ApiServer();

  private final KubernetesClient cluster = SERVER.admin();

  @Test
  void keepsTuningsFromInstallToInstall(@TempDir Path folder) throws IOException {
    Path kubeConfig = Files.writeString(folder.resolve("kubeconfig"), SERVER.kubeConfig());
    Ended installed = release(kubeConfig, "install", "nnt", Chart.FOLDER.toString());

    GenericKubernetesResource tuning = shownBy(installed.output());
    cluster.resource(tuning).fieldValidation(Validation.STRICT).create();
    assertThat(replicas()).isEqualTo(1);

    release(kubeConfig, "upgrade", "nnt", Chart.FOLDER.toString(), "--set", "operator.replicas=2");
    assertThat(replicas()).isEqualTo(2);
    assertThat(cluster.resource(tuning).get()).isNotNull();

    release(kubeConfig, "uninstall", "nnt");
    assertThat(cluster.apps().deployments().inNamespace(Chart.NAMESPACE).list().getItems())
        .isEmpty();
    assertThat(cluster.resource(tuning).get()).isNotNull();

    release(kubeConfig, "install", "nnt", Chart.FOLDER.toString());
    assertThat(replicas()).isEqualTo(1);
    assertThat(cluster.resource(tuning).get()).isNotNull();
  }

  private static Ended release(Path kubeConfig, String... arguments) {
    Ended run =
        Chart.helm(
            Stream.concat(
                    Stream.of(arguments),
                    Stream.of(
                        "--namespace", Chart.NAMESPACE, "--kubeconfig", kubeConfig.toString()))
                .toArray(String[]::new));
    assertThat(run.status()).as(run.errors()).isZero();
    return run;
  }

  /** The tuning that the notes after an installation invite to apply. */
  private GenericKubernetesResource shownBy(String notes) {
    List<String> shown = HEREDOC.matcher(notes).results().map(r -> r.group(1)).toList();
    assertThat(shown).hasSize(1);
    return cluster
        .getKubernetesSerialization()
        .unmarshal(shown.getFirst().stripIndent(), GenericKubernetesResource.class);
  }

  private int replicas() {
    return cluster
        .apps()
        .deployments()
        .inNamespace(Chart.NAMESPACE)
        .withName("nnt-nodenettuning-operator")
        .get()
        .getSpec()
        .getReplicas();
  }
}
