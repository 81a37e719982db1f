package io.nodenettuning.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.CustomResource;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The chart ships the CRDs that the records make. */
class ChartCopyTest {
  private static final Path CHART = Path.of("../helm/nodenettuning/files/crds");

  static List<Class<? extends CustomResource<?, ?>>> kinds() {
    return CrdFiles.KINDS;
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void isUpToDate(Class<? extends CustomResource<?, ?>> kind) {
    CustomResourceDefinition crd = Crd.of(kind);

    assertThat(CHART.resolve(crd.getMetadata().getName() + ".yaml"))
        .as("update it with: ./mvnw -pl crds -Pupdate-crds process-test-classes")
        .hasContent(CrdYaml.print(crd));
  }
}
