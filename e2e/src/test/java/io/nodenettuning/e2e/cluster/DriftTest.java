package io.nodenettuning.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What somebody changes by hand with {@code echo}. */
@Tag("cluster")
final class DriftTest {
  @RegisterExtension static final Cluster CLUSTER = Cluster.inOwnNetwork();

  private static final String ID = "rfs:drift0/rx-1";

  private String file = "";

  @BeforeEach
  void anInterface() {
    file = CLUSTER.veth("drift0").flowCount(1);
  }

  @Test
  void isPutBackAndTold() {
    Tuning tuning = CLUSTER.tuning("corrected");
    tuning.apply(spec("Correct"));
    tuning.awaitReady();
    assertThat(tuning.cell("DRIFTS")).isEqualTo("0");

    CLUSTER.node().echo("16", file);

    CLUSTER.node().awaitValue(file, "128");
    JsonNode drift = CLUSTER.state().awaitDrift(ofTuning("corrected"));
    assertThat(drift.path("id").asText()).isEqualTo(ID);
    assertThat(drift.path("from").asText()).isEqualTo("128");
    assertThat(drift.path("to").asText()).isEqualTo("16");
    assertThat(drift.path("corrected").asBoolean()).isTrue();
    await("the drift in the tuning's row")
        .untilAsserted(() -> assertThat(tuning.cell("DRIFTS")).isEqualTo("1"));
    assertThat(tuning.cell("LAST DRIFT")).matches("[0-9]+s");
    JsonNode told = tuning.read().at("/status/drifts/0");
    assertThat(told.path("node").asText()).isEqualTo("e2e");
    assertThat(told.path("id").asText()).isEqualTo(ID);
    assertThat(told.path("from").asText() + " " + told.path("to").asText()).isEqualTo("128 16");
    assertThat(told.path("corrected").asBoolean()).isTrue();
    tuning.awaitReady();
    assertThat(tuning.cell("DRIFTED")).isEqualTo("0");
  }

  @Test
  void isOnlyToldWhereTheTuningSaysSo() {
    Tuning tuning = CLUSTER.tuning("reported");
    tuning.apply(spec("Report"));
    tuning.awaitReady();

    CLUSTER.node().echo("16", file);

    tuning.awaitCondition("Drifted", "True", "NodesDrifted");
    tuning.awaitCondition("Ready", "False", "NodesDrifted");
    assertThat(tuning.cell("DRIFTED")).isEqualTo("1");
    assertThat(tuning.cell("DRIFTS")).isEqualTo("1");
    assertThat(tuning.cell("READY")).isEqualTo("False");
    assertThat(tuning.message("Drifted")).contains("e2e", ID, "128", "16");
    assertThat(CLUSTER.state().setting(ID).path("outcome").asText()).isEqualTo("Drifted");
    assertThat(CLUSTER.state().awaitDrift(ofTuning("reported")).path("corrected").asBoolean())
        .isFalse();
    assertThat(CLUSTER.node().read(file)).isEqualTo("16");
    await("event")
        .untilAsserted(() ->
            assertThat(CLUSTER.kubectl().run("get events --field-selector reason=Drifted"))
                .contains("nodenettuning/reported"));

    tuning.apply(spec("Correct"));
    CLUSTER.node().awaitValue(file, "128");
    tuning.awaitReady();
    tuning.awaitWithout("Drifted");
  }

  @Test
  void aFightIsGivenUpAndTheOtherIsNamed() {
    Tuning tuning = CLUSTER.tuning("fought-over");
    tuning.apply(spec("Correct"));
    tuning.awaitReady();

    String writesAgainAndAgain =
        "for i in 1 2 3 4 5; do echo 16 >%s; sleep 1; done".formatted(file);
    CLUSTER.node().run("sh", "-c", writesAgainAndAgain).success();

    await("given up")
        .untilAsserted(() ->
            assertThat(CLUSTER.state().outcomes("fought-over")).containsEntry("Contended", 1));
    assertThat(CLUSTER.node().read(file)).isEqualTo("16");
    assertThat(CLUSTER.state().setting(ID).path("message").asText())
        .startsWith("put back 3 times within 10 minutes and changed again, last by sh (PID ");
    assertThat(CLUSTER.state().awaitDrift(ofTuning("fought-over")).path("writer").asText())
        .startsWith("sh (PID ");
    tuning.awaitCondition("Ready", "False", "NodesFailing");
    await("event")
        .untilAsserted(() ->
            assertThat(CLUSTER.kubectl().run("get events --field-selector reason=Contended"))
                .contains("nodenettuning/fought-over", ID, "sh (PID "));
  }

  private static Predicate<JsonNode> ofTuning(String name) {
    return drift -> drift.path("tuning").asText().equals(name);
  }

  private static String spec(String driftPolicy) {
    return """
    nodeSelector: {}
    driftPolicy: %s
    interfaces:
    - name: flows
      match: {names: [drift0]}
      rfs: {flowCount: 128}
    """
        .formatted(driftPolicy);
  }
}
