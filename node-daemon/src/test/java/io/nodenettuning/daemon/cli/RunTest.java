package io.nodenettuning.daemon.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nodenettuning.daemon.facts.RecordedNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code nnt run} as a process of its own, where a folder stands in for the node. */
class RunTest {
  private static final int TERMINATED = 128 + 15;

  @TempDir Path root;
  @TempDir Path folder;
  private @Nullable Process run;

  @BeforeEach
  void aNode() throws IOException {
    RecordedNode.load("virtio-2cpu", root);
    tuning("\"1\"");
  }

  private void start(String interval) throws IOException {
    run =
        new ProcessBuilder(
                List.of(
                    System.getProperty("java.home") + "/bin/java",
                    "--enable-native-access=ALL-UNNAMED",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Nnt.class.getName(),
                    "run",
                    "--root",
                    root.toString(),
                    "-f",
                    folder.toString(),
                    "--interval",
                    interval))
            .redirectErrorStream(true)
            .redirectOutput(log().toFile())
            .start();
    await().atMost(60, SECONDS).until(() -> rps().equals("2"));
  }

  @AfterEach
  void end() throws InterruptedException {
    process().destroyForcibly().waitFor();
  }

  private Process process() {
    return Objects.requireNonNull(run);
  }

  private Path log() {
    return root.resolve("log");
  }

  private void tuning(String list) throws IOException {
    Path next = root.resolve("tuning.yaml");
    Files.writeString(
        next,
        """
        apiVersion: nodenettuning.io/v1alpha1
        kind: NodeNetTuning
        metadata: {name: live}
        spec:
          nodeSelector: {}
          interfaces:
          - {name: uplink, match: {names: [eth0]}, rps: {cpus: {list: %s}}}
        """
            .formatted(list));
    Files.move(next, folder.resolve("tuning.yaml"), StandardCopyOption.REPLACE_EXISTING);
  }

  private Path rpsFile() {
    return root.resolve("sys/class/net/eth0/queues/rx-0/rps_cpus");
  }

  private String rps() throws IOException {
    return Files.readString(rpsFile()).strip();
  }

  private String flowCount() throws IOException {
    return Files.readString(rpsFile().resolveSibling("rps_flow_cnt")).strip();
  }

  private String logged() throws IOException {
    return Files.readString(log());
  }

  @Test
  void followsItsFilesAtOnceHoweverSeldomItLooks() throws Exception {
    start("1h");
    String other =
        """
        apiVersion: nodenettuning.io/v1alpha1
        kind: NodeNetTuning
        metadata: {name: other}
        spec:
          nodeSelector: {}
          interfaces: [{name: flows, match: {names: [eth0]}, rfs: {flowCount: 1024}}]
        """;

    Files.writeString(folder.resolve("other.yml"), other);
    await().atMost(10, SECONDS).until(() -> flowCount().equals("1024"));
    assertThat(rps()).isEqualTo("2");

    Files.writeString(folder.resolve("other.yml"), other.replace("1024", "none"));
    await().atMost(10, SECONDS).until(() -> logged().contains("files are not valid"));
    assertThat(rps()).isEqualTo("2");
    assertThat(flowCount()).isEqualTo("1024");

    Files.delete(folder.resolve("other.yml"));
    await().atMost(10, SECONDS).until(() -> flowCount().equals("0"));
    assertThat(rps()).isEqualTo("2");
  }

  @Test
  void putsBackFollowsItsFilesAndEndsWhenTold() throws Exception {
    start("100ms");
    Files.writeString(rpsFile(), "3\n");
    await().atMost(10, SECONDS).until(() -> rps().equals("2"));
    await()
        .atMost(10, SECONDS)
        .untilAsserted(() -> assertThat(logged()).contains("drifted", "rps:eth0/rx-0"));

    tuning("\"0\"");
    await().atMost(10, SECONDS).until(() -> rps().equals("1"));

    tuning("no list");
    await().atMost(10, SECONDS).until(() -> logged().contains("files are not valid"));
    Files.writeString(rpsFile(), "3\n");
    await().atMost(10, SECONDS).until(() -> rps().equals("1"));

    assertThat(NntRun.nnt("status", "--root", root).out()).contains("Applied", "rps:eth0/rx-0");
    assertThat(NntRun.nnt("revert", "--root", root).err()).contains("another nnt writes");

    process().destroy();
    assertThat(process().waitFor(20, SECONDS)).isTrue();
    assertThat(process().exitValue()).isEqualTo(TERMINATED);
    assertThat(logged()).doesNotContain("Exception");
    assertThat(NntRun.nnt("revert", "--root", root).out()).contains("1 restored");
    assertThat(rps()).isEqualTo("0");
  }
}
