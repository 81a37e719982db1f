package io.nodenettuning.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real API server takes all that the chart renders, down to the last field. */
@Tag("helm")
@Tag("apiserver")
final class ApiServerTest {
  private static final String EVERYTHING =
      "--values=src/test/resources/chart/everything.yaml"
          + " --set=crds.enabled=true,roles.enabled=true,admissionPolicy.enabled=true"
          + " --set=operator.metrics.service.enabled=true";

  @RegisterExtension static final ApiServer SERVER = new ApiServer();

  @ParameterizedTest
  @ValueSource(strings = {"--set=crds.keep=true", EVERYTHING})
  void takesEveryObject(String options) {
    assertThat(SERVER.resources(Chart.render(options.split(" "))))
        .hasSizeGreaterThan(15)
        .allSatisfy(object ->
            SERVER.admin().resource(object).dryRun().fieldValidation(Validation.STRICT).create());
  }
}
