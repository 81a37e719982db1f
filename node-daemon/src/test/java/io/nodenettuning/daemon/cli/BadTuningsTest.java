package io.nodenettuning.daemon.cli;

import static io.nodenettuning.daemon.cli.NntRun.nnt;
import static io.nodenettuning.daemon.cli.NntRun.resource;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.daemon.facts.RecordedNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a file is told with file, line, field, value and what would be valid. */
class BadTuningsTest {
  private static final String REFUSED = "# refused: ";

  private static final Pattern UNKNOWN_FIELD =
      Pattern.compile("strict decoding error: unknown field \"(.*)\"");

  /** Resources that a real API server refuses, or takes, in the tests of the API. */
  private static final Path API_CASES = Path.of("../crds/src/test/resources");

  @TempDir Path root;

  @BeforeEach
  void node() {
    RecordedNode.load("virtio-2cpu", root);
  }

  static List<Path> badFiles() throws IOException {
    return yamlFiles(resource("bad"));
  }

  static List<Path> refusedByTheApiServer() throws IOException {
    return tunings(API_CASES.resolve("refused"));
  }

  static List<Path> acceptedByTheApiServer() throws IOException {
    return tunings(API_CASES.resolve("accepted"));
  }

  private static List<Path> tunings(Path folder) throws IOException {
    return yamlFiles(folder).stream()
        .filter(file -> text(file).contains("NodeNetTuning\n"))
        .toList();
  }

  private static List<Path> yamlFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("badFiles")
  void tellsEverythingThatIsWrong(Path file) throws IOException {
    NntRun run = nnt("plan", "--root", root, "-f", file);

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    Golden.assertSame(
        Path.of(file.toString().replace(".yaml", ".txt")),
        run.err().replace(file.getParent() + "/", ""));
  }

  @ParameterizedTest
  @MethodSource("refusedByTheApiServer")
  void refusesTheFieldsThatTheApiServerRefuses(Path file) {
    List<String> fields =
        text(file)
            .lines()
            .filter(line -> line.startsWith(REFUSED))
            .map(line -> field(line.substring(REFUSED.length())))
            .distinct()
            .toList();

    NntRun run = nnt("plan", "--root", root, "-f", file);

    assertThat(run.code()).isEqualTo(1);
    assertThat(
            run.err()
                .lines()
                .filter(line -> line.startsWith(file.toString()))
                .map(line -> line.split(": ")[1])
                .distinct())
        .containsExactlyInAnyOrderElementsOf(fields);
  }

  /** The field that a message of the API server is about. */
  private static String field(String refusal) {
    Matcher unknown = UNKNOWN_FIELD.matcher(refusal);
    return unknown.matches()
        ? unknown.group(1)
        : refusal.split(": ")[0].replace("<nil>", "metadata.name");
  }

  @ParameterizedTest
  @MethodSource("acceptedByTheApiServer")
  void takesWhatTheApiServerTakes(Path file) {
    NntRun run = nnt("plan", "--root", root, "-f", file);

    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
  }

  @Test
  void oneBadFileKeepsTheGoodOnesFromBeingApplied() throws IOException {
    Path folder = Files.createDirectory(root.resolve("tunings"));
    Files.copy(resource("bad/list-and-mask.yaml"), folder.resolve("2-bad.yaml"));
    Files.writeString(
        folder.resolve("1-good.yaml"),
        """
        apiVersion: nodenettuning.io/v1alpha1
        kind: NodeNetTuning
        metadata: {name: good}
        spec:
          nodeSelector: {}
          interfaces:
          - {name: uplink, match: {names: [eth0]}, rps: {}}
        """);

    NntRun run = nnt("apply", "--root", root, "-f", folder);

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("2-bad.yaml:12: ").doesNotContain("1-good.yaml");
    assertThat(root.resolve("sys/class/net/eth0/queues/rx-0/rps_cpus")).hasContent("0");
    assertThat(root.resolve("run/nnt/journal")).doesNotExist();
  }

  @Test
  void missingFilesAndEmptyFoldersAreNamed() throws IOException {
    Path folder = Files.createDirectory(root.resolve("empty"));

    assertThat(nnt("plan", "--root", root, "-f", root.resolve("none.yaml")).err())
        .contains("none.yaml: there is no such file or folder");
    assertThat(nnt("plan", "--root", root, "-f", folder).err())
        .contains("empty: no file in it ends with .yaml, .yml, .json");
  }
}
