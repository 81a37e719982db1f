package io.nodenettuning.daemon.knob;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.api.Sysctl;
import io.nodenettuning.daemon.kernel.Errno;
import io.nodenettuning.daemon.plan.PlannedSetting;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SysctlKnobsTest extends KnobCase {
  private static final String CORE = "/proc/sys/net/core/";

  @ParameterizedTest
  @EnumSource
  void everySysctlIsOneKnobs(Sysctl sysctl) {
    List<Knob> knobs =
        Knobs.IN_ORDER.stream()
            .filter(knob -> knob instanceof SysctlKnob sysctls && sysctls.has(sysctl.form()))
            .toList();

    assertThat(knobs).hasSize(1);
    assertThat(Knobs.find("sysctl:" + sysctl.key(), node().facts()))
        .map(Setting::knob)
        .contains(knobs.getFirst());
  }

  @Test
  void numbersMeanTheSameHoweverTheyAreWritten() {
    node().file(CORE + "somaxconn", "4096");

    PlannedSetting row =
        plan("sysctls: {net.core.somaxconn: '0004096'}").of("sysctl:net.core.somaxconn");

    assertThat(row.outcome()).isEqualTo(Outcome.AlreadySet);
    assertThat(row.desired()).isEqualTo("4096");
  }

  @Test
  void aNumberOutOfBoundsIsNotWritten() {
    PlannedSetting row =
        plan("sysctls: {net.core.netdev_budget: 0}").of("sysctl:net.core.netdev_budget");

    assertThat(row.outcome()).isEqualTo(Outcome.Unresolved);
    assertThat(row.message())
        .isEqualTo("net.core.netdev_budget: want a number from 1 to 1000000, got 0");
  }

  @Test
  void masksAreCpuSets() {
    node().file(CORE + "flow_limit_cpu_bitmap", "00000000,0000000f");

    PlannedSetting same =
        plan("sysctls: {net.core.flow_limit_cpu_bitmap: '0f'}")
            .of("sysctl:net.core.flow_limit_cpu_bitmap");
    assertThat(same.outcome()).isEqualTo(Outcome.AlreadySet);
    assertThat(same.desired()).isEqualTo("0-3");

    apply("sysctls: {net.core.flow_limit_cpu_bitmap: '30'}");
    assertThat(node().text(CORE + "flow_limit_cpu_bitmap")).isEqualTo("30");
    revert();
    assertThat(node().text(CORE + "flow_limit_cpu_bitmap")).isEqualTo("f");
  }

  @Test
  void theMaskOfQueuesToComeLosesIsolatedCpus() {
    node().file(CORE + "rps_default_mask", "0");
    String id = "sysctl:net.core.rps_default_mask";

    PlannedSetting some = plan("sysctls: {net.core.rps_default_mask: ff}").of(id);
    assertThat(some.expected()).isEqualTo("0-5");
    assertThat(some.message()).isEqualTo("the kernel leaves out isolated CPUs 6-7");

    assertThat(plan("sysctls: {net.core.rps_default_mask: c0}").of(id).outcome())
        .isEqualTo(Outcome.Unresolved);
  }

  @Test
  void cpusThatDoNotExistAreLeftOutOfMasks() {
    node().file(CORE + "flow_limit_cpu_bitmap", "0");
    String id = "sysctl:net.core.flow_limit_cpu_bitmap";

    PlannedSetting some = plan("sysctls: {net.core.flow_limit_cpu_bitmap: '10f'}").of(id);
    assertThat(some.desired()).isEqualTo("0-3");
    assertThat(some.message()).isEqualTo("CPUs 8 do not exist here");

    PlannedSetting none = plan("sysctls: {net.core.flow_limit_cpu_bitmap: '100'}").of(id);
    assertThat(none.outcome()).isEqualTo(Outcome.Unresolved);
    assertThat(none.message())
        .isEqualTo("net.core.flow_limit_cpu_bitmap: CPUs 8 do not exist here");
  }

  @Test
  void textsMeanTheSameWhateverBlanksAreInThem() {
    node().file("/proc/sys/net/ipv4/tcp_rmem", "4096\t131072\t6291456");

    PlannedSetting row =
        plan("sysctls: {net.ipv4.tcp_rmem: '4096  131072 6291456'}").of("sysctl:net.ipv4.tcp_rmem");

    assertThat(row.outcome()).isEqualTo(Outcome.AlreadySet);
    assertThat(row.observed()).isEqualTo("4096 131072 6291456");
  }

  @Test
  void flowTablesGetTheirLengthBeforeCpusGetTables() {
    node().file(CORE + "flow_limit_table_len", "4096");
    node().file(CORE + "flow_limit_cpu_bitmap", "0");

    Rows rows =
        plan("sysctls: {net.core.flow_limit_cpu_bitmap: 'f', net.core.flow_limit_table_len: 8192}");

    assertThat(rows.all())
        .extracting(PlannedSetting::id)
        .containsExactly(
            "sysctl:net.core.flow_limit_table_len", "sysctl:net.core.flow_limit_cpu_bitmap");
    assertThat(rows.all().getFirst().message()).contains("keeps the table it has");
  }

  @Test
  void whatIsMissingIsSaidWithWhereItLives() {
    Rows rows =
        plan(
            "sysctls: {net.core.busy_poll: 50, net.core.rps_default_mask: '1', net.core.somaxconn:"
                + " 128}");

    assertThat(rows.all()).allMatch(row -> row.outcome() == Outcome.Unsupported);
    assertThat(rows.of("sysctl:net.core.busy_poll").message())
        .isEqualTo(
            "net.core.busy_poll does not exist here: only the initial network namespace has it, in"
                + " kernels that are built with it; a node that is a container (kind, k3s in"
                + " Docker) has another");
    assertThat(rows.of("sysctl:net.core.rps_default_mask").message())
        .isEqualTo(
            "net.core.rps_default_mask does not exist here: kernels have it since Linux 6.3");
  }

  @Test
  void aValueThatTheKernelRefusesIsNotTriedAgain() {
    for (Sysctl sysctl : Sysctl.values()) {
      Setting setting = Knobs.find("sysctl:" + sysctl.key(), node().facts()).orElseThrow();
      FileKnob knob = (FileKnob) setting.knob();
      if (!(knob instanceof SysctlMaskKnob)) {
        assertThat(knob.refusal(Errno.EINVAL)).isEqualTo(Outcome.Unresolved);
      }
      String reason = knob.reason(setting, Errno.EINVAL);
      assertThat(reason.contains("two clock ticks"))
          .isEqualTo(sysctl == Sysctl.NETDEV_BUDGET_USECS);
    }
    assertThat(new SysctlTextKnob().refusal(Errno.ENOENT)).isEqualTo(Outcome.Unsupported);
  }
}
