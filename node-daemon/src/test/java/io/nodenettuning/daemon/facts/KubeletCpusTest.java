package io.nodenettuning.daemon.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.api.CpuSetSpec;
import io.nodenettuning.api.ExclusivePolicy;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeletCpusTest {
  private static final String CPUS = "/sys/devices/system/cpu/online = 0-7\n";
  private static final String STATE = "/var/lib/kubelet/cpu_manager_state =\n  | ";

  @TempDir Path root;

  private Cpus read(String node) {
    return new FactsReader(RecordedNode.of(CPUS + node, root)).read().cpus();
  }

  private static CpuSelection exclusive(Cpus cpus, ExclusivePolicy policy) {
    return CpuSelection.of(new CpuSetSpec(null, null, null, null, null, null, policy), cpus, -1);
  }

  @Test
  void cpusOfSingleContainersAreLeftOutWhereThatIsAskedFor() {
    Cpus cpus =
        read(
            STATE
                + """
                {"policyName":"static","defaultCpuSet":"0-1,6-7","entries":{"0c1f":{"dpdk":"2-3","log":"4"},"77ab":{"db":"5"}},"checksum":1}
                """);

    assertThat(cpus.exclusive()).isEqualTo(new Exclusive.Given(CpuSet.parseList("2-5")));
    assertThat(exclusive(cpus, ExclusivePolicy.Exclude))
        .isInstanceOfSatisfying(
            CpuSelection.Chosen.class,
            chosen -> {
              assertThat(chosen.cpus()).hasToString("0-1,6-7");
              assertThat(chosen.note())
                  .isEqualTo("CPUs 2-5 are given to single containers by the kubelet");
            });
    assertThat(exclusive(cpus, ExclusivePolicy.Include))
        .isInstanceOfSatisfying(
            CpuSelection.Chosen.class, chosen -> assertThat(chosen.cpus()).hasToString("0-7"));
  }

  @Test
  void anotherPolicyGivesNothingAway() {
    Cpus cpus = read(STATE + "{\"policyName\":\"none\",\"defaultCpuSet\":\"\",\"checksum\":1}\n");

    assertThat(cpus.exclusive()).isEqualTo(new Exclusive.Given(CpuSet.NONE));
  }

  @Test
  void aNodeWithoutKubeletSaysThatItHasNone() {
    assertThat(exclusive(read(""), ExclusivePolicy.Exclude))
        .isInstanceOfSatisfying(
            CpuSelection.Chosen.class,
            chosen ->
                assertThat(chosen.note())
                    .isEqualTo("no kubelet's CPU manager state is here: no CPU is exclusive"));
  }

  @Test
  void aStateThatMakesNoSenseIsSaid() {
    assertThat(read(STATE + "{\"entries\":{\"a\":{\"b\":\"7-x\"}}}\n").exclusive())
        .isInstanceOfSatisfying(
            Exclusive.Unreadable.class,
            unreadable -> assertThat(unreadable.problem()).contains("not understood", "7-x"));
    assertThat(read(STATE + "{\"entries\":\n").exclusive())
        .isInstanceOf(Exclusive.Unreadable.class);
  }

  @Test
  void cpusOfIsolatedPartitionsAreIsolated() {
    Cpus cpus = read("/sys/fs/cgroup/cpuset.cpus.isolated = 2-3\n");

    assertThat(cpus.partitioned()).hasToString("2-3");
    assertThat(cpus.quiet().isEmpty()).as("the kernel still steers packets there").isTrue();
    assertThat(CpuSelection.of(CpuSetSpec.DEFAULT, cpus, -1))
        .isInstanceOfSatisfying(
            CpuSelection.Chosen.class, chosen -> assertThat(chosen.cpus()).hasToString("0-1,4-7"));
  }
}
