package io.nodenettuning.daemon.cli;

import static io.nodenettuning.daemon.cli.NntRun.nnt;
import static io.nodenettuning.daemon.cli.NntRun.resource;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.nodenettuning.daemon.cli.print.Terminal;
import io.nodenettuning.daemon.facts.RecordedNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code plan} and {@code facts} print of recorded nodes. */
class PlanOutputTest {
  private static final String NODE = "# node: ";

  @TempDir Path root;

  static List<Path> cases() throws IOException {
    try (Stream<Path> files = Files.list(resource("plans"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  /** Lays out the node that the first line of a file names. */
  private void layOut(Path file) throws IOException {
    String first = Files.readAllLines(file).getFirst();
    RecordedNode.load(first.substring(NODE.length()), root);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aTableShowsWhatChangesAndWhatCannot(Path file) throws IOException {
    layOut(file);

    NntRun run = nnt("plan", "--root", root, "-f", file);

    assertThat(run.out().lines()).allMatch(line -> line.length() <= Terminal.DEFAULT_WIDTH);
    Golden.assertSame(Path.of(file.toString().replace(".yaml", ".txt")), run.out());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void jsonHasEverySettingAndASummary(Path file) throws IOException {
    layOut(file);

    NntRun run = nnt("plan", "--root", root, "-f", file, "-o", "json");

    Golden.assertSame(Path.of(file.toString().replace(".yaml", ".json")), run.out());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void yamlSaysTheSameAsJson(Path file) throws IOException {
    layOut(file);

    JsonNode yaml =
        new YAMLMapper().readTree(nnt("plan", "--root", root, "-f", file, "-o", "yaml").out());

    assertThat(yaml)
        .isEqualTo(
            new ObjectMapper()
                .readTree(nnt("plan", "--root", root, "-f", file, "-o", "json").out()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"igb-12cpu-isolated", "mlx5-32cpu-2numa"})
  void factsFitOnAScreen(String node) throws IOException {
    RecordedNode.load(node, root);

    NntRun run = nnt("facts", "--root", root);

    assertThat(run.out().lines()).allMatch(line -> line.length() <= Terminal.DEFAULT_WIDTH);
    Golden.assertSame(resource("facts/" + node + ".txt"), run.out());
  }

  @Test
  void factsForProgramsHaveEveryInterruptWithItsSettingsIdAndVector() throws IOException {
    RecordedNode.load("virtio-2cpu", root);

    Golden.assertSame(
        resource("facts/virtio-2cpu.json"), nnt("facts", "--root", root, "-o", "json").out());
  }

  @Test
  void allInterruptsAreShownWithTheCpusTheyMayHaveAndTheOneTheyAreOn() throws IOException {
    RecordedNode.load("virtio-2cpu", root);

    assertThat(nnt("facts", "--root", root, "--all").out())
        .containsPattern("INTERRUPT +IRQ +CPUS +IS ON +VECTOR")
        .containsPattern("irqAffinity:eth0/rx-0 +38 +0-1 +1 +virtio2-input.0")
        .containsPattern("housekeeping:irq/virtio2-config +37 +0-1 +- +virtio2-config");
    assertThat(nnt("facts", "--root", root).out()).doesNotContain("IS ON");
  }

  @Test
  void allShowsWhatIsAsWishedToo() throws IOException {
    Path file = resource("plans/two-tunings.yaml");
    layOut(file);

    assertThat(nnt("plan", "--root", root, "-f", file).out())
        .doesNotContain("AlreadySet")
        .contains("--all");
    assertThat(nnt("plan", "--root", root, "-f", file, "--all").out())
        .contains("AlreadySet")
        .doesNotContain("--all");
  }

  @Test
  void onlyATerminalSeesColours() throws IOException {
    Path file = resource("plans/two-tunings.yaml");
    layOut(file);

    assertThat(NntRun.on(true, "plan", "--root", root, "-f", file).out())
        .contains("\u001b[33mPlanned\u001b[0m");
    assertThat(nnt("plan", "--root", root, "-f", file).out()).doesNotContain("\u001b");
  }

  @Test
  void labelsOfTheNodeChooseTheTunings() throws IOException {
    Path file = resource("plans/isolated-cpus.yaml");
    layOut(file);

    assertThat(nnt("plan", "--root", root, "-f", file, "--node-labels", "pool=realtime,a=b").out())
        .contains("realtime/uplink");
    assertThat(nnt("plan", "--root", root, "-f", file, "--node-labels", "pool=web").out())
        .contains("none of the tunings selects this node")
        .doesNotContain("realtime/uplink");
  }

  @Test
  void anAuditTuningChangesNothingAndSaysSo() throws IOException {
    RecordedNode.load("virtio-2cpu", root);
    Path file =
        Files.writeString(
            root.resolve("audit.yaml"),
            """
            apiVersion: nodenettuning.io/v1alpha1
            kind: NodeNetTuning
            metadata: {name: audit}
            spec:
              nodeSelector: {}
              mode: Audit
              interfaces:
              - {name: uplink, match: {names: [eth0]}, rps: {}}
            """);

    NntRun plan = nnt("plan", "--root", root, "-f", file, "--detailed-exitcode");

    assertThat(plan.code()).isZero();
    assertThat(plan.out())
        .containsPattern("Planned +rps:eth0/rx-0 +none -> 0-1 +audit/uplink")
        .endsWith("nothing to write, 1 only planned\n");
  }
}
