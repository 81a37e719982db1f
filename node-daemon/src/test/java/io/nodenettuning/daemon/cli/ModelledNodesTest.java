package io.nodenettuning.daemon.cli;

import static io.nodenettuning.daemon.cli.NntRun.nnt;
import static io.nodenettuning.daemon.cli.NntRun.resource;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.daemon.facts.RecordedNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One tuning of the whole path on every node that is known, each driver and each size. */
class ModelledNodesTest {
  @TempDir Path root;

  static List<String> nodes() throws IOException {
    try (Stream<Path> files = Files.list(resource("../nodes"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".node"))
          .map(name -> name.substring(0, name.length() - ".node".length()))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("nodes")
  void aPlanCanBeCheckedByEye(String node) throws IOException {
    RecordedNode.load(node, root);
    Path tuning = resource("modelled").resolve("whole-path.yaml");

    NntRun run = nnt("plan", "--root", root, "-f", tuning, "--all");

    assertThat(nnt("plan", "--root", root, "-f", tuning, "--all").out()).isEqualTo(run.out());
    Golden.assertSame(resource("modelled").resolve(node + ".txt"), run.out());
  }
}
