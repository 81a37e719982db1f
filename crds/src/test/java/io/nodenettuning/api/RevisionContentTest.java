package io.nodenettuning.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.junit.jupiter.api.Test;

/** One content has one name, and another content another. */
class RevisionContentTest {
  private static final String SPEC =
      """
      nodeSelector: {matchLabels: {pool: edge}}
      priority: 100
      mode: Enforce
      interfaces:
      - name: uplink
        match: {types: [Physical], names: ["eth*"]}
        rps: {cpus: {list: "1-3"}}
      sysctls: {net.core.netdev_budget: 600, net.core.busy_poll: 0}
      """;

  @Test
  void keepsWhatANodeActsOn() throws Exception {
    assertThat(of(SPEC).json())
        .isEqualTo(
            yaml(
                """
                interfaces:
                - match: {names: ["eth*"], types: [Physical]}
                  name: uplink
                  rps: {cpus: {list: "1-3"}}
                mode: Enforce
                sysctls: {net.core.busy_poll: 0, net.core.netdev_budget: 600}
                """));
  }

  @Test
  void isNamedByContentNotByTheOrderOfKeys() throws Exception {
    String reordered =
        """
        sysctls: {net.core.busy_poll: 0, net.core.netdev_budget: 600}
        interfaces:
        - rps: {cpus: {list: "1-3"}}
          match: {names: ["eth*"], types: [Physical]}
          name: uplink
        mode: Enforce
        """;

    assertThat(of(reordered)).isEqualTo(of(SPEC));
    assertThat(of(reordered).json().toString()).isEqualTo(of(SPEC).json().toString());
  }

  @Test
  void isTheSameWithNullsAndWithout() throws Exception {
    String withNulls =
        SPEC.replace("list: \"1-3\"", "list: \"1-3\", mask: null") + "cpuPower: null\n";

    assertThat(of(withNulls)).isEqualTo(of(SPEC));
  }

  @Test
  void isTheSameForOtherNodesPriorityAndPause() throws Exception {
    String elsewhere = SPEC.replace("edge", "core").replace("100", "7") + "paused: true\n";

    assertThat(of(elsewhere).hash()).isEqualTo(of(SPEC).hash());
  }

  @Test
  void isAnotherWhenAnythingChanges() throws Exception {
    assertThat(of(SPEC.replace("1-3", "1-2")).hash()).isNotEqualTo(of(SPEC).hash());
    assertThat(of(SPEC.replace("Enforce", "Audit")).hash()).isNotEqualTo(of(SPEC).hash());
    assertThat(of(SPEC.replace("[Physical]", "[Bond, Physical]")).hash())
        .isNotEqualTo(of(SPEC.replace("[Physical]", "[Physical, Bond]")).hash());
  }

  @Test
  void keepsFieldsOfRulesThatThisVersionDoesNotKnow() throws Exception {
    String newer = SPEC.replace("rps:", "xps: {cpus: {}}\n  rps:");

    assertThat(of(newer).json().at("/interfaces/0/xps/cpus").isObject()).isTrue();
    assertThat(of(newer).hash()).isNotEqualTo(of(SPEC).hash());
  }

  @Test
  void namesControllerRevisions() throws Exception {
    assertThat(of(SPEC).nameFor("edge-32c-16q")).matches("edge-32c-16q-[a-z0-9]{10}");
    assertThat(of("mode: Audit").hash()).as("names outlive releases").isEqualTo("gdrbkjy7q4");
  }

  private static RevisionContent of(String spec) throws JsonProcessingException {
    return RevisionContent.of(yaml(spec));
  }

  private static JsonNode yaml(String text) throws JsonProcessingException {
    return new YAMLMapper().readTree(text);
  }
}
