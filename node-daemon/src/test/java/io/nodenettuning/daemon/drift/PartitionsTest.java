package io.nodenettuning.daemon.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nodenettuning.daemon.kernel.Answer;
import io.nodenettuning.daemon.kernel.EventWait;
import io.nodenettuning.daemon.kernel.FileChanges;
import io.nodenettuning.daemon.kernel.Kernel;
import io.nodenettuning.daemon.kernel.KernelFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Partitions of cgroups, in a folder that stands in for the hierarchy: what is set of them is told
 * by real events, what the kernel makes of it is written by the test.
 */
class PartitionsTest {
  @TempDir private Path root;
  private final List<Hint> hints = new ArrayList<>();
  private Path cgroups = Path.of("");
  private Partitions partitions;

  @BeforeEach
  void aNodeWithCgroups() throws IOException {
    KernelFiles files = Kernel.recorded(root).files();
    cgroups = Files.createDirectories(root.resolve("sys/fs/cgroup"));
    assertThat(Partitions.areRead(files)).isFalse();
    write("cpuset.cpus.isolated", "");
    write("cgroup.subtree_control", "");
    cgroup("pods");
    cgroup("pods/pod");
    assertThat(Partitions.areRead(files)).isTrue();
    partitions = new Partitions(((Answer.Got<FileChanges>) FileChanges.open()).value(), files);
  }

  @AfterEach
  void end() {
    partitions.close();
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(cgroups.resolve(file), text + "\n");
  }

  private void cgroup(String path) throws IOException {
    Files.createDirectories(cgroups.resolve(path));
    write(path + "/cgroup.subtree_control", "");
    write(path + "/cpuset.cpus", "");
    write(path + "/cpuset.cpus.exclusive", "");
    write(path + "/cpuset.cpus.partition", "member");
  }

  private void assertTold(String isolated) {
    await()
        .untilAsserted(() -> {
          partitions.read(hints::add);
          assertThat(hints).containsExactly(new Hint.Isolation(isolated));
        });
    hints.clear();
  }

  private boolean listensStill() {
    return partitions.due(System.nanoTime()) != EventWait.FOR_EVER;
  }

  private void becomesQuiet() {
    await()
        .until(() -> {
          partitions.read(hints::add);
          return !listensStill();
        });
    assertThat(hints).isEmpty();
  }

  @Test
  void aPartitionThatIsMadeAndGetsOtherCpus() throws IOException {
    write("cpuset.cpus.isolated", "6");
    write("pods/cpuset.cpus.partition", "isolated");
    assertTold("6");
    write("cpuset.cpus.isolated", "6-7");
    write("pods/cpuset.cpus", "6-7");
    assertTold("6-7");
    assertThat(partitions.blind()).isEmpty();
  }

  @Test
  void whatTheKernelDoesLaterIsFoundLater() throws IOException {
    cgroup("apart");
    write("cpuset.cpus.isolated", "6");
    assertTold("6");
    Files.delete(cgroups.resolve("apart/cpuset.cpus.partition"));
    partitions.read(hints::add);
    assertThat(hints).isEmpty();
    assertThat(listensStill()).isTrue();
    write("cpuset.cpus.isolated", "");

    assertTold("");
    becomesQuiet();
  }

  @Test
  void aPartitionBelowOneAndBelowExclusiveCpus() throws IOException {
    write("pods/cpuset.cpus.exclusive", "4-7");
    becomesQuiet();
    write("cpuset.cpus.isolated", "7");
    write("pods/pod/cpuset.cpus.partition", "isolated");
    assertTold("7");
    cgroup("pods/pod/container");
    becomesQuiet();
    write("cpuset.cpus.isolated", "6-7");
    write("pods/pod/container/cpuset.cpus.partition", "isolated");
    assertTold("6-7");
  }

  @Test
  void cgroupsThatHaveNoCpusOfTheirOwnUntilTheirParentSaysSo() throws IOException {
    Path late = Files.createDirectory(cgroups.resolve("late"));
    becomesQuiet();
    Path made = root.resolve("made");
    Files.writeString(made, "member\n");
    Files.move(made, late.resolve("cpuset.cpus.partition"));
    write("cgroup.subtree_control", "cpuset");
    becomesQuiet();
    write("cpuset.cpus.isolated", "1");
    write("late/cpuset.cpus.partition", "isolated");
    assertTold("1");
  }

  @Test
  void whatHappensDeeperDownWakesNobody() throws IOException {
    cgroup("pods/other");
    write("pods/pod/cpuset.cpus", "3");
    write("pods/cpu.weight", "100");
    partitions.read(hints::add);

    assertThat(listensStill()).isFalse();
    assertThat(hints).isEmpty();
  }
}
