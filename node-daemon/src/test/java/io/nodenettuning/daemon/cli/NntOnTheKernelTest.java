package io.nodenettuning.daemon.cli;

import static io.nodenettuning.daemon.cli.NntRun.nnt;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.daemon.kernel.Veth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * From a file to this machine's own kernel and back. A folder with links to {@code /proc} and
 * {@code /sys} is the node's root, so that the journal lies in it and not in {@code /run}.
 */
@Tag("kernel")
class NntOnTheKernelTest extends OnTheKernel {
  private static final int QUEUES = 4;

  private Veth veth = new Veth("", "");
  private Path tuning = Path.of("");

  @BeforeEach
  void aDeviceAndATuningForIt() throws IOException {
    veth = Veth.withQueues(QUEUES).up();
    tuning =
        Files.writeString(
            host.resolve("tuning.yaml"),
            """
            apiVersion: nodenettuning.io/v1alpha1
            kind: NodeNetTuning
            metadata: {name: kernel}
            spec:
              nodeSelector: {}
              interfaces:
              - name: veth
                match: {names: [%s]}
                irqAffinity: {}
                rps: {cpus: {list: "0"}}
                rfs: {flowCount: 1000}
                offloads: {tso: false}
                ifUnsupported: Ignore
            """
                .formatted(veth.name()));
  }

  @AfterEach
  void gone() {
    veth.close();
  }

  private String rps(int queue) {
    return queueFile(queue, "rps_cpus");
  }

  private String queueFile(int queue, String file) {
    return text("%s/queues/rx-%d/%s".formatted(veth.sysfs(), queue, file));
  }

  private String everything() {
    StringBuilder all = new StringBuilder(Veth.run("ethtool", "-k", veth.name()));
    IntStream.range(0, QUEUES)
        .forEach(
            queue -> all.append(rps(queue)).append(' ').append(queueFile(queue, "rps_flow_cnt")));
    return all.toString();
  }

  @Test
  void appliesNoticesDriftPutsBackAndReverts() {
    String before = everything();
    assertThat(onHost("plan", "-f", tuning, "--detailed-exitcode").code()).isEqualTo(2);
    assertThat(everything()).isEqualTo(before);

    NntRun apply = onHost("apply", "-f", tuning);

    assertThat(apply.err()).isEmpty();
    assertThat(apply.code()).isZero();
    assertThat(IntStream.range(0, QUEUES).mapToObj(this::rps)).containsOnly("1");
    assertThat(IntStream.range(0, QUEUES).mapToObj(queue -> queueFile(queue, "rps_flow_cnt")))
        .containsOnly("1024");
    assertThat(Veth.run("ethtool", "-k", veth.name())).contains("tcp-segmentation-offload: off");
    assertThat(onHost("plan", "-f", tuning, "--detailed-exitcode").code()).isZero();

    Veth.run("sh", "-c", "echo 3 > %s/queues/rx-2/rps_cpus".formatted(veth.sysfs()));
    Veth.run("ethtool", "-K", veth.name(), "tso", "on");
    assertThat(onHost("status").out())
        .containsPattern("Drifted +rps:%s/rx-2".formatted(veth.name()))
        .containsPattern("Drifted +offload:%s/tx-tcp-segmentation".formatted(veth.name()))
        .containsPattern("Applied +rps:%s/rx-1".formatted(veth.name()))
        .containsPattern("Constrained +rfs:%s/rx-0".formatted(veth.name()));
    onHost("apply", "-f", tuning);
    assertThat(rps(2)).isEqualTo("1");
    assertThat(onHost("status").out()).doesNotContain("rifted");

    NntRun revert = onHost("revert");
    assertThat(revert.code()).isZero();
    assertThat(everything()).isEqualTo(before);
    assertThat(onHost("status").out()).isEqualTo("nothing is held\n");
  }

  @Test
  void aRecordingOfThisMachineIsPlannedForAsTheMachineItself() throws Exception {
    Path archive = host.resolve("machine.tar.gz");
    Path copy = Files.createDirectory(host.resolve("copy"));

    NntRun record = onHost("record", archive);
    assertThat(record.err()).isEmpty();
    Veth.run("tar", "xzf", archive.toString(), "-C", copy.toString());

    assertThat(nnt("plan", "--root", copy, "-f", tuning, "-o", "json").out())
        .isEqualTo(onHost("plan", "-f", tuning, "-o", "json").out());
  }
}
