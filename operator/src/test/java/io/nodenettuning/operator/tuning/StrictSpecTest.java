package io.nodenettuning.operator.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What this version does not understand of a spec, it names. */
class StrictSpecTest {

  @Test
  void knownSpecHasNoProblem() {
    assertThat(
            problem(
                """
                nodeSelector: {}
                interfaces:
                - name: uplink
                  match: {names: ["eth*"]}
                  rfs: {flowCount: Auto}
                sysctls: {net.core.netdev_budget: 600}
                """))
        .isEmpty();
  }

  @Test
  void unknownFieldIsNamed() {
    assertThat(problem("{nodeSelector: {}, interfaces: [{name: a, match: {}, turbo: 1}]}"))
        .contains(
            "spec.interfaces[0].turbo: this version of the operator does not know the field.");
  }

  @Test
  void unknownEnumValueIsNamedWithTheKnownOnes() {
    assertThat(problem("{nodeSelector: {}, mode: Dream}"))
        .contains(
            "spec.mode: \"Dream\" is not known to this version of the operator;"
                + " known are Enforce, Audit.");
  }

  @Test
  void wrongTypeIsNamed() {
    assertThat(problem("{nodeSelector: {}, interfaces: 7}").orElseThrow())
        .startsWith("spec.interfaces: ");
  }

  private static Optional<String> problem(String yaml) {
    return StrictSpec.problem(
        new KubernetesSerialization()
            .unmarshal("spec:\n" + yaml.indent(2), JsonNode.class)
            .path("spec"));
  }
}
