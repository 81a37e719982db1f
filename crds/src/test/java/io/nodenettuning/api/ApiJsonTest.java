package io.nodenettuning.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tolerant where one object must not hide others, strict where a node acts on what was read. */
class ApiJsonTest {
  private static final ObjectMapper TOLERANT = ApiJson.tolerant();

  static Stream<Case> accepted() {
    return Stream.concat(Case.allAccepted(), Case.examples());
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void whatIsReadIsWrittenAsItWas(Case accepted) throws Exception {
    Class<?> kind = accepted.isTuning() ? NodeNetTuning.class : NodeNetTuningState.class;
    Object strict = ApiJson.understand(accepted.resource(), kind);
    Object tolerant = TOLERANT.treeToValue(accepted.resource(), kind);

    assertThat(json(strict)).isEqualTo(json(accepted.resource()));
    assertThat(json(tolerant)).isEqualTo(json(accepted.resource()));
  }

  @Test
  void aRevisionIsReadFromItsContent() throws Exception {
    Case everything =
        Case.allAccepted().filter(c -> c.toString().equals("edge-32c-16q.yaml")).findFirst().get();
    JsonNode spec = everything.resource().get("spec");

    assertThat(ApiJson.understand(RevisionContent.of(spec).json(), Revision.class))
        .isEqualTo(Revision.of(ApiJson.understand(spec, NodeNetTuningSpec.class)));
  }

  /** As JSON text has it: a number is one, whatever its size in memory. */
  private static JsonNode json(Object value) throws JsonProcessingException {
    return TOLERANT.readTree(TOLERANT.writeValueAsString(value));
  }

  private static JsonNode yaml(String text) throws JsonProcessingException {
    return new YAMLMapper().readTree(text);
  }

  @Nested
  class Tolerant {
    @Test
    void leavesOutFieldsItDoesNotKnow() throws Exception {
      InterfaceRule rule =
          read("{name: a, match: {types: [Bond]}, xps: {cpus: {}}}", InterfaceRule.class);

      assertThat(rule.name()).isEqualTo("a");
    }

    @Test
    void readsUnknownValuesAsNull() throws Exception {
      assertThat(read("{nodeSelector: {}, mode: Simulate, paused: true}", NodeNetTuningSpec.class))
          .satisfies(spec -> {
            assertThat(spec.mode()).isNull();
            assertThat(spec.paused()).isTrue();
          });
    }

    @Test
    void leavesOutUnknownElementsAndEntries() throws Exception {
      assertThat(read("{types: [Macvlan, Bond]}", InterfaceMatch.class).types())
          .isEqualTo(List.of(InterfaceType.Bond));
      assertThat(
              read("{outcomes: {Levitated: 3, Applied: 40}}", NodeNetTuningStateStatus.class)
                  .outcomes())
          .isEqualTo(Map.of(Outcome.Applied, 40));
    }

    private <T> T read(String text, Class<T> type) throws JsonProcessingException {
      return TOLERANT.treeToValue(yaml(text), type);
    }
  }

  @Nested
  class Strict {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            {mode: enforce} | mode | unknown value "enforce"; want one of Audit, Enforce
            {priorty: 1} | priorty | unknown field; want one of cpuPower, driftPolicy, housekeeping, interfaces, mode, nodeSelector, paused, priority, releasePolicy, rpsSockFlowEntries, sysctls
            {interfaces: [{name: a}, {name: b, rsp: {}}]} | interfaces[1].rsp | unknown field; want one of channels, coalesce, ifUnsupported, irqAffinity, match, name, napi, offloads, rfs, rings, rps, rss, xps
            {interfaces: [{match: {types: [Bond, Pci]}}]} | interfaces[0].match.types[1] | unknown value "Pci"; want one of Bond, Bridge, Dummy, Ipip, Physical, Tun, Veth, Vlan, Vxlan
            {cpuPower: [{cpus: {mask: 10}}]} | cpuPower[0].cpus.mask | want a string; put it in quotes
            {priority: "1"} | priority | want a whole number without quotes
            {priority: 1.5} | priority | want a whole number without quotes
            {paused: "true"} | paused | want true or false without quotes
            {interfaces: {name: a}} | interfaces | want a list
            {nodeSelector: edge} | nodeSelector | want an object
            {interfaces: [{offloads: {tso: "off"}}]} | interfaces[0].offloads.tso | want true or false without quotes
            {interfaces: [{match: {types: [Bond], names: null}}]} | interfaces[0].match.names | is null; leave it out or give a value
            {interfaces: [null]} | interfaces[0] | is null; leave it out or give a value
            """)
    void namesTheFieldAndWhatIsValid(String spec, String path, String message) throws Exception {
      JsonNode json = yaml(spec);

      assertThatThrownBy(() -> ApiJson.understand(json, NodeNetTuningSpec.class))
          .hasMessage(path + ": " + message)
          .asInstanceOf(type(NotUnderstoodException.class))
          .satisfies(e -> assertThat(e.problem().path()).isEqualTo(path));
    }

    @Test
    void refusesAKeyThatIsThereTwice() throws Exception {
      String text = "spec:\n  mode: Audit\n  mode: Enforce\n";
      try (JsonParser parser = new YAMLFactory().createParser(text)) {
        assertThatThrownBy(() -> ApiJson.understand(parser, NodeNetTuning.class))
            .hasMessage("spec.mode: Duplicate field 'mode'");
      }
    }

    @Test
    void takesNullsThatToolsLeaveOutsideOfTheSpec() throws Exception {
      String text = "metadata: {name: a, creationTimestamp: null}\nspec: {mode: Audit}\n";

      assertThat(ApiJson.understand(yaml(text), NodeNetTuning.class).getSpec().mode())
          .isEqualTo(Mode.Audit);
    }
  }
}
