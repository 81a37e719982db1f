package io.nodenettuning.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.list;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The CRDs on a real API server: what users are told, and what they read back. */
@Tag("apiserver")
class ApiServerTest {
  @RegisterExtension static final ApiServer SERVER = new ApiServer();

  private static final ObjectMapper JSON = new ObjectMapper();

  static Stream<Case> refused() {
    return Case.allRefused();
  }

  static Stream<Case> tunings() {
    return Stream.concat(Case.allAccepted().filter(Case::isTuning), Case.examples());
  }

  @AfterEach
  void deleteAll() {
    SERVER.client().resources(NodeNetTuning.class).delete();
    SERVER.client().resources(NodeNetTuningState.class).delete();
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesAndSaysWhatIsValid(Case refused) {
    assertThatThrownBy(() -> create(refused.resource()))
        .asInstanceOf(type(KubernetesClientException.class))
        .extracting(e -> refusals(e.getStatus()))
        .asInstanceOf(list(String.class))
        .containsExactlyInAnyOrderElementsOf(refused.refusals());
  }

  @ParameterizedTest
  @MethodSource("tunings")
  void readsBackWhatKubectlApplied(Case tuning) throws Exception {
    SERVER.kubectl("apply", "-f", tuning.file().toString());

    assertThat(SERVER.get(tuning.resource()).get("spec")).isEqualTo(withDefaults(tuning));
    assertThat(SERVER.kubectl("apply", "-f", tuning.file().toString())).contains("unchanged");
  }

  @ParameterizedTest
  @MethodSource("tunings")
  void readsBackWhatWasAppliedByTheServer(Case tuning) throws Exception {
    SERVER.kubectl("apply", "--server-side", "-f", tuning.file().toString());

    JsonNode first = SERVER.get(tuning.resource());
    assertThat(first.get("spec")).isEqualTo(withDefaults(tuning));
    SERVER.kubectl("apply", "--server-side", "-f", tuning.file().toString());
    assertThat(SERVER.get(tuning.resource()).at("/metadata/resourceVersion"))
        .isEqualTo(first.at("/metadata/resourceVersion"));
  }

  @ParameterizedTest
  @MethodSource("tunings")
  void readsBackWhatWasAppliedFromRecords(Case tuning) throws Exception {
    try (KubernetesClient client =
        SERVER.newClient(new KubernetesSerialization(ApiJson.tolerant(), true))) {
      client.resource(ApiJson.understand(tuning.resource(), NodeNetTuning.class)).serverSideApply();
    }

    assertThat(SERVER.get(tuning.resource()).get("spec")).isEqualTo(withDefaults(tuning));
  }

  @Test
  void readsBackTheReportOfANode() throws Exception {
    Case state =
        Case.allAccepted().filter(c -> c.toString().equals("state.yaml")).findFirst().orElseThrow();
    NodeNetTuningState report = ApiJson.understand(state.resource(), NodeNetTuningState.class);
    SERVER.kubectl("apply", "--server-side", "-f", state.file().toString());
    try (KubernetesClient client =
        SERVER.newClient(new KubernetesSerialization(ApiJson.tolerant(), true))) {
      client
          .resource(report)
          .subresource("status")
          .patch(
              new PatchContext.Builder()
                  .withPatchType(PatchType.SERVER_SIDE_APPLY)
                  .withFieldManager("node-daemon")
                  .withForce(true)
                  .build());
    }

    assertThat(SERVER.get(state.resource()).get("spec")).isEqualTo(state.resource().get("spec"));
    assertThat(SERVER.get(state.resource()).get("status"))
        .isEqualTo(state.resource().get("status"));
    assertThat(columns("nnts"))
        .containsExactly(
            "NAME   READY   REASON    APPLIED   DRIFTED   FAILED   DRIFTS   AGE",
            "n1     False   Drifted   40        1                  1        0s");
  }

  @Test
  void printsTheColumnsOfATuning() throws Exception {
    Case tuning = tunings().findFirst().orElseThrow();
    SERVER.kubectl("apply", "-f", tuning.file().toString());

    String name = tuning.resource().at("/metadata/name").asText();
    status(
        name,
        """
        {"counts":{"selected":2,"eligible":2,"updated":2,"ready":2,"pending":0,"drifted":0,
        "incomplete":0,"failing":0,"unavailable":0,"unknown":0,"planned":0},"driftsTotal":0}
        """);
    assertThat(columns("nnt " + name).getLast()).matches(name + " +[A-Z][a-z]+ +2 +2 +2 +0 +0 +0s");

    Instant threeHoursAgo =
        Instant.now().minus(Duration.ofHours(3)).truncatedTo(ChronoUnit.SECONDS);
    status(
        name,
        """
        {"driftsTotal":7,"drifts":[{"node":"n1","id":"rps:eth0/rx-0","time":"%s","corrected":true}]}
        """
            .formatted(threeHoursAgo));
    assertThat(columns("nnt " + name))
        .satisfiesExactly(
            head ->
                assertThat(head)
                    .matches(
                        "NAME +MODE +READY +REASON +NODES +UPDATED +READY NODES +DRIFTED"
                            + " +DRIFTS +LAST DRIFT +AGE"),
            row -> assertThat(row).matches(name + " +[A-Z][a-z]+ +2 +2 +2 +0 +7 +3h +[0-9]s"));
  }

  private static void status(String tuning, String json) throws Exception {
    SERVER.kubectl(
        "patch",
        "nnt",
        tuning,
        "--subresource=status",
        "--type=merge",
        "-p",
        "{\"status\":" + json + "}");
  }

  @Test
  void explainsFieldsFarBelow() throws Exception {
    assertThat(SERVER.kubectl("explain", "nodenettunings.spec.interfaces.irqAffinity.cpus.numa"))
        .containsIgnoringWhitespaces(
            "Which NUMA nodes.", "Local (only CPUs of the device's own node)", "Default: Any.");
    assertThat(SERVER.kubectl("explain", "nodenettunings", "--recursive"))
        .doesNotContain("<no description>");
  }

  private static List<String> columns(String resource) throws Exception {
    return SERVER
        .kubectl(
            Stream.concat(Stream.of("get"), Stream.of(resource.split(" "))).toArray(String[]::new))
        .lines()
        .map(line -> line.stripTrailing().replaceFirst("[0-9]+s$", "0s"))
        .toList();
  }

  private static void create(JsonNode resource) {
    SERVER
        .client()
        .resource(JSON.convertValue(resource, GenericKubernetesResource.class))
        .dryRun()
        .fieldValidation(FieldValidateable.Validation.STRICT)
        .create();
  }

  /** The server's refusals, without its remark that the rules were not checked because of them. */
  private static List<String> refusals(Status status) {
    if (status.getDetails() == null || status.getDetails().getCauses().isEmpty()) {
      return List.of(status.getMessage().replaceFirst(".*(?=strict decoding error)", ""));
    }
    return status.getDetails().getCauses().stream()
        .map(cause -> cause.getField() + ": " + cause.getMessage())
        .filter(cause -> !cause.contains("some validation rules were not checked"))
        .toList();
  }

  /** The file's spec, and the scalars at its top that the API server fills in. */
  private static JsonNode withDefaults(Case tuning) {
    ObjectNode spec = tuning.resource().get("spec").deepCopy();
    for (String field : List.of("priority", "mode", "driftPolicy", "releasePolicy", "paused")) {
      if (!spec.has(field)) {
        spec.set(
            field, JSON.valueToTree(Defaults.of(NodeNetTuningSpec.class, field).orElseThrow()));
      }
    }
    return spec;
  }
}
