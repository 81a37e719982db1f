package io.nodenettuning.daemon.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.nodenettuning.api.AssignedTuning;
import io.nodenettuning.api.Outcome;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateReadingTest {
  private static final String OBJECT =
      """
      apiVersion: nodenettuning.io/v1alpha1
      kind: NodeNetTuningState
      metadata: {name: n1, uid: o1, generation: 3, resourceVersion: "7"}
      spec:
        nodeUID: node-1
        hold: true
        tunings: [{uid: u, name: edge, revision: edge-1, priority: 5}]
      """;

  private static Optional<StateObject> read(String yaml) throws JsonProcessingException {
    return StateReading.of(
        new ObjectMapper(new YAMLFactory()).readValue(yaml, GenericKubernetesResource.class));
  }

  @Test
  void anObjectIsReadWithItsSpec() throws JsonProcessingException {
    StateObject object = read(OBJECT).orElseThrow();

    assertThat(object.uid()).isEqualTo("o1");
    assertThat(object.generation()).isEqualTo(3);
    assertThat(object.spec().hold()).isTrue();
    assertThat(object.spec().tunings())
        .containsExactly(new AssignedTuning("u", "edge", "edge-1", 5));
    assertThat(object.status()).isNull();
  }

  @Test
  void whatANewerVersionAddedDoesNotHideTheRest() throws JsonProcessingException {
    StateObject object =
        read(OBJECT.replace("hold: true", "holdReason: x")
                + "status: {outcomes: {Applied: 3, Deferred: 1}, novelty: {a: 1}}")
            .orElseThrow();

    assertThat(object.spec().nodeUID()).isEqualTo("node-1");
    assertThat(object.status())
        .satisfies(status ->
            assertThat(status).extracting("outcomes").isEqualTo(Map.of(Outcome.Applied, 3)));
  }

  @Test
  void aStatusThatCannotBeReadDoesNotHideTheSpec() throws JsonProcessingException {
    StateObject object = read(OBJECT + "status: {settings: nonsense}").orElseThrow();

    assertThat(object.spec().nodeUID()).isEqualTo("node-1");
    assertThat(object.status()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nodeUID: node-1", "revision: edge-1,", "priority: 5"})
  void aSpecThatIsNotWholeIsNoSpec(String field) throws JsonProcessingException {
    assertThat(read(OBJECT.replace(field, ""))).isEmpty();
  }
}
