package io.nodenettuning.daemon.kernel;

import static io.nodenettuning.daemon.kernel.Veth.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nodenettuning.daemon.kernel.Reading.Refused;
import io.nodenettuning.daemon.kernel.Reading.Text;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Files of this machine's kernel, which answers what no plain file would. */
@Tag("kernel")
class KernelFilesOnTheKernelTest {
  private static final String BUDGET = "/proc/sys/net/core/netdev_budget";

  private final KernelFiles files = Kernel.host().files();
  private Veth veth = new Veth("", "");

  @BeforeEach
  void aDeviceWithFourQueues() {
    veth = Veth.withQueues(4);
  }

  @AfterEach
  void gone() {
    veth.close();
  }

  @Test
  void readASysctlWhole() {
    assertThat(files.read(BUDGET).text())
        .contains(run("sysctl", "-n", "net.core.netdev_budget").strip());
    assertThat(files.read(BUDGET).text().orElseThrow()).hasSizeGreaterThan(1);
    assertThat(files.readAll(BUDGET)).isEqualTo(files.read(BUDGET));
  }

  @Test
  void writeASysctlAndReadItBack() {
    String before = files.read(BUDGET).text().orElseThrow();
    try {
      assertThat(files.write(BUDGET, "601")).isEqualTo(new Text("601"));
      assertThat(run("cat", BUDGET)).isEqualTo("601\n");
    } finally {
      files.write(BUDGET, before);
    }
    assertThat(run("cat", BUDGET)).isEqualTo(before + "\n");
  }

  @Test
  void writeTheCpusOfAQueue() {
    for (int queue = 0; queue < 4; queue++) {
      assertThat(number(files.write(rps(queue), "1"))).isEqualTo(1);
      assertThat(number(files.read(rps(queue)))).isEqualTo(1);
    }
    assertThat(run("cat", rps(3))).endsWith("1\n");

    assertThat(number(files.write(rps(3), "0"))).isZero();
    assertThat(number(files.read(rps(2)))).isEqualTo(1);
  }

  @Test
  void tellAMaskFromAList() {
    files.write(rps(0), "1");

    assertThat(files.write(rps(0), "0-1")).isEqualTo(new Refused(Errno.EINVAL));
    assertThat(number(files.read(rps(0)))).isEqualTo(1);
  }

  @Test
  void refuseAMaskOfMoreGroupsThanTheKernelHas() {
    assertThat(files.write(rps(0), "00000000,".repeat(256) + "00000001"))
        .isEqualTo(new Refused(Errno.EOVERFLOW));
  }

  @Test
  void showWhatTheKernelMadeOfAValue() {
    assertThat(files.write(veth.sysfs() + "/queues/rx-0/rps_flow_cnt", "1000"))
        .isEqualTo(new Text("1024"));
  }

  @Test
  void refuseAFileThatIsListedButNotThere() {
    try (var single = Veth.withQueues(1)) {
      String xps = single.sysfs() + "/queues/tx-0/xps_cpus";

      assertThat(files.exists(xps)).isTrue();
      assertThat(files.read(xps)).isEqualTo(new Refused(Errno.ENOENT));
      assertThat(files.write(xps, "1")).isEqualTo(new Refused(Errno.ENOENT));
    }
  }

  @Test
  void refuseAFileThatCannotBeWritten() {
    assertThat(files.write(veth.sysfs() + "/ifindex", "1")).isEqualTo(new Refused(Errno.EACCES));
    assertThat(files.write(veth.sysfs() + "/none", "1")).isEqualTo(new Refused(Errno.ENOENT));
  }

  @Test
  void writeAFileThatCannotBeRead() {
    String flush = "/proc/sys/net/ipv4/route/flush";

    assertThat(files.read(flush)).isEqualTo(new Refused(Errno.EACCES));
    assertThat(files.write(flush, "1")).isEqualTo(new Text("1"));
  }

  @Test
  void refuseWhatTheKernelKeepsForItself() {
    Optional<String> managed =
        files.list("/sys/kernel/irq").stream()
            .filter(irq ->
                files
                    .read("/sys/kernel/irq/" + irq + "/actions")
                    .text()
                    .orElse("")
                    .matches("virtio\\d+-req\\.\\d+|nvme\\d+q[1-9]\\d*"))
            .findFirst();
    assumeTrue(managed.isPresent(), "no managed interrupt on this machine");
    String affinity = "/proc/irq/" + managed.orElseThrow() + "/smp_affinity_list";
    String same = files.read(affinity).text().orElseThrow();

    assertThat(files.write(affinity, same)).isIn(new Refused(Errno.EPERM), new Refused(Errno.EIO));
  }

  @Test
  void listQueuesAndFollowDevices() {
    assertThat(files.list(veth.sysfs() + "/queues"))
        .containsExactly("rx-0", "rx-1", "rx-2", "rx-3", "tx-0", "tx-1", "tx-2", "tx-3");
    assertThat(files.link(veth.sysfs())).contains("../../devices/virtual/net/" + veth.name());
    assertThat(files.link(veth.sysfs() + "/ifindex")).isEmpty();
  }

  @Test
  void areFoundBelowAPrefix() {
    var prefixed = Kernel.mountedAt(Path.of("/proc/self/root/")).files();

    assertThat(prefixed.read(BUDGET)).isEqualTo(files.read(BUDGET));
    assertThat(prefixed.list(veth.sysfs() + "/queues")).hasSize(8);
    assertThat(Kernel.mountedAt(Path.of("/")).files().read(BUDGET)).isEqualTo(files.read(BUDGET));
  }

  @Test
  void leaveNoDescriptorOpen() {
    int before = files.list("/proc/self/fd").size();
    for (int n = 0; n < 100; n++) {
      files.read(rps(0));
      files.write(rps(0), "1");
      files.write(rps(0), "x");
      files.write(veth.sysfs() + "/ifindex", "1");
      files.read("/sys/none");
      files.list("/sys/class/net");
      files.list(rps(0));
    }

    assertThat(files.list("/proc/self/fd")).hasSizeLessThan(before + 50);
  }

  private String rps(int queue) {
    return veth.sysfs() + "/queues/rx-" + queue + "/rps_cpus";
  }

  /** A mask as a number: how many zeros are in front depends on the machine. */
  private static long number(Reading mask) {
    return Long.parseLong(mask.text().orElseThrow().replace(",", ""), 16);
  }
}
