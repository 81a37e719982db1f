package io.nodenettuning.daemon.cli;

import static io.nodenettuning.daemon.cli.NntRun.nnt;
import static io.nodenettuning.daemon.cli.NntRun.resource;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.daemon.facts.RecordedNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A recording stands in for the node it was made of. */
class RecordTest {
  @TempDir Path root;
  @TempDir Path copy;

  static List<String> nodes() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/nodes"))) {
      return files
          .map(file -> file.getFileName().toString().replace(".node", ""))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("nodes")
  void plansOfARecordingAreThoseOfTheNode(String node) throws Exception {
    RecordedNode.load(node, root);
    Path archive = copy.resolve("node.tar.gz");

    NntRun record = nnt("record", archive, "--root", root);
    assertThat(record.err()).isEmpty();
    assertThat(record.out()).contains("tar xzf " + archive);
    Path extracted = Files.createDirectory(copy.resolve("node"));
    untar(archive, extracted);

    assertThat(nnt("facts", "--root", extracted, "-o", "json"))
        .isEqualTo(nnt("facts", "--root", root, "-o", "json"));
    assertThat(nnt("plan", "--root", extracted, "-f", resource("plans"), "-o", "json"))
        .isEqualTo(nnt("plan", "--root", root, "-f", resource("plans"), "-o", "json"));
  }

  @Test
  void processesOfTheNodeAreNotInIt() throws Exception {
    RecordedNode.load("mlx5-32cpu-2numa", root);
    Path secret = root.resolve("proc/4711");
    Files.createDirectories(secret);
    Files.writeString(secret.resolve("comm"), "payroll\n");
    Path archive = copy.resolve("node.tar.gz");

    nnt("record", archive, "--root", root);
    untar(archive, copy);

    assertThat(copy.resolve("proc/4711")).doesNotExist();
    assertThat(copy.resolve("proc/sys/kernel/hostname")).exists();
  }

  @Test
  void linksStayLinks() throws Exception {
    RecordedNode.load("virtio-2cpu", root);
    Path archive = copy.resolve("node.tar.gz");

    nnt("record", archive, "--root", root);
    untar(archive, copy);

    assertThat(copy.resolve("sys/class/net/eth0")).isSymbolicLink();
    assertThat(Files.readSymbolicLink(copy.resolve("sys/class/net/eth0")))
        .isEqualTo(Files.readSymbolicLink(root.resolve("sys/class/net/eth0")));
  }

  @Test
  void threadsAndWhatNobodyMayWriteStayThat() throws Exception {
    RecordedNode.load("virtio-2cpu", root);
    Path thread = root.resolve("run/nnt/threads/eth0/4711");
    Files.createDirectories(thread.getParent());
    Files.writeString(thread, "0 1\n");
    Path affinity = root.resolve("proc/irq/37/smp_affinity_list");
    Files.setPosixFilePermissions(affinity, PosixFilePermissions.fromString("r--r--r--"));
    Path archive = copy.resolve("node.tar.gz");

    nnt("record", archive, "--root", root);
    untar(archive, copy);

    assertThat(copy.resolve("run/nnt/threads/eth0/4711")).hasContent("0 1");
    assertThat(Files.getPosixFilePermissions(copy.resolve("proc/irq/37/smp_affinity_list")))
        .isEqualTo(PosixFilePermissions.fromString("r--r--r--"));
    assertThat(nnt("facts", "--root", copy).out()).contains("1 managed");
  }

  private static void untar(Path archive, Path folder) throws Exception {
    Process tar =
        new ProcessBuilder("tar", "xzf", archive.toString(), "-C", folder.toString())
            .inheritIO()
            .start();
    assertThat(tar.waitFor()).isZero();
  }
}
