package io.nodenettuning.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OperatorSettingsTest {

  @Test
  void namespaceAndPodAreEnough() {
    OperatorSettings settings =
        OperatorSettings.from(Map.of("OPERATOR_NAMESPACE", "nnt", "POD_NAME", "operator-0"));

    assertThat(settings.daemonSet()).isEqualTo("nodenettuning-node-daemon");
    assertThat(settings.port()).isEqualTo(8080);
    assertThat(settings.releaseTimeout()).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void whatIsMissingOrWrongIsNamed() {
    assertThatThrownBy(() -> OperatorSettings.from(Map.of("POD_NAME", "operator-0")))
        .hasMessage("OPERATOR_NAMESPACE is not set");
    assertThatThrownBy(() ->
            OperatorSettings.from(
                Map.of("OPERATOR_NAMESPACE", "nnt", "POD_NAME", "p", "HEALTH_PORT", "eighty")))
        .hasMessage("HEALTH_PORT: \"eighty\" is not a number; want for instance 8080");
  }
}
