package io.nodenettuning.daemon.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.api.CpuSetSpec;
import io.nodenettuning.api.IsolatedPolicy;
import io.nodenettuning.api.NumaPolicy;
import io.nodenettuning.api.SmtPolicy;
import io.nodenettuning.daemon.facts.CpuSelection.Chosen;
import io.nodenettuning.daemon.facts.CpuSelection.Pending;
import io.nodenettuning.daemon.facts.CpuSelection.Unresolved;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * On a node of 12 possible CPUs, 0-9 online, in cores of two threads n and n+6; NUMA node 0 has the
 * cores 0-2, node 1 the cores 3-5; CPU 5 is isolated, CPU 4 nohz_full.
 */
class CpuSelectionTest {
  private static final Cpus CPUS =
      new Cpus(
          CpuSet.range(0, 11),
          CpuSet.range(0, 9),
          CpuSet.of(5),
          CpuSet.of(4),
          siblings(),
          numa("0-2,6-8", "3-5,9-11"));

  private static SortedMap<Integer, CpuSet> siblings() {
    SortedMap<Integer, CpuSet> siblings = new TreeMap<>();
    for (int cpu = 0; cpu < 12; cpu++) {
      siblings.put(cpu, CpuSet.of(cpu % 6, cpu % 6 + 6));
    }
    return siblings;
  }

  private static SortedMap<Integer, CpuSet> numa(String... lists) {
    SortedMap<Integer, CpuSet> nodes = new TreeMap<>();
    for (String list : lists) {
      nodes.put(nodes.size(), CpuSet.parseList(list));
    }
    return nodes;
  }

  private static CpuSetSpec list(String list) {
    return new CpuSetSpec(list, null, null, null, null, null, null);
  }

  private static CpuSetSpec spec(
      @Nullable NumaPolicy numa, @Nullable SmtPolicy smt, @Nullable IsolatedPolicy isolated) {
    return new CpuSetSpec(null, null, null, numa, smt, isolated, null);
  }

  private static Chosen chosen(CpuSetSpec spec, int numaNode) {
    assertThat(CpuSelection.of(spec, CPUS, numaNode)).isInstanceOf(Chosen.class);
    return (Chosen) CpuSelection.of(spec, CPUS, numaNode);
  }

  private static String unresolved(CpuSetSpec spec) {
    assertThat(CpuSelection.of(spec, CPUS, 0)).isInstanceOf(Unresolved.class);
    return ((Unresolved) CpuSelection.of(spec, CPUS, 0)).reason();
  }

  @Test
  void by_default_takes_all_online_cpus_that_are_not_isolated() {
    Chosen chosen = chosen(CpuSetSpec.DEFAULT, -1);
    assertThat(chosen.cpus()).hasToString("0-3,6-9");
    assertThat(chosen.note()).isEmpty();
  }

  @Test
  void hands_out_the_first_thread_of_every_core_before_second_threads() {
    assertThat(chosen(CpuSetSpec.DEFAULT, -1).order()).containsExactly(0, 1, 2, 3, 6, 7, 8, 9);
    assertThat(chosen(list("1-3,6-9"), -1).order()).containsExactly(1, 2, 3, 6, 7, 8, 9);
    assertThat(chosen(list("0-1,6-8"), -1).order()).containsExactly(0, 1, 8, 6, 7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0-3,32-63 | 0-3     | CPUs 32-63 do not exist here",
        "0,12      | 0       | CPU 12 does not exist here",
        "0-5       | 0-3     | CPU 5 is isolated; CPU 4 is nohz_full",
        "9-10      | 9       | CPU 10 is offline",
        "all       | 0-3,6-9 | CPU 5 is isolated; CPU 4 is nohz_full; CPUs 10-11 are offline",
        "0-N:1/2   | 0,2,6,8 | CPU 4 is nohz_full; CPU 10 is offline",
        "8-15,N    | 8-9     | CPUs 12-15 do not exist here; CPUs 10-11 are offline",
      })
  void notes_which_named_cpus_are_left_out_and_why(String list, String cpus, String note) {
    Chosen chosen = chosen(list(list), -1);
    assertThat(chosen.cpus()).hasToString(cpus);
    assertThat(chosen.note()).isEqualTo(note);
  }

  @Test
  void a_note_shortens_long_lists() {
    assertThat(chosen(list("1-999:1/2"), -1).note())
        .startsWith("CPUs 13,15,17,19,21,23,25,27,29,31,33,35,37,39,41,43 ... 999 do not exist");
  }

  @Test
  void takes_masks_of_larger_nodes() {
    Chosen chosen = chosen(new CpuSetSpec(null, "1,0000000f", null, null, null, null, null), -1);
    assertThat(chosen.cpus()).hasToString("0-3");
    assertThat(chosen.note()).isEqualTo("CPU 32 does not exist here");
  }

  @Test
  void excludes_silently() {
    Chosen chosen = chosen(new CpuSetSpec("0-3", null, "0,40", null, null, null, null), -1);
    assertThat(chosen.cpus()).hasToString("1-3");
    assertThat(chosen.note()).isEmpty();
  }

  @Test
  void local_means_the_node_of_the_device() {
    assertThat(chosen(spec(NumaPolicy.Local, null, null), 0).cpus()).hasToString("0-2,6-8");
    assertThat(chosen(spec(NumaPolicy.Local, null, null), 1).cpus()).hasToString("3,9");
    assertThat(chosen(spec(NumaPolicy.Any, null, null), 1).cpus()).hasToString("0-3,6-9");
  }

  @Test
  void all_cpus_are_local_to_a_device_of_unknown_node() {
    Chosen chosen = chosen(spec(NumaPolicy.Local, null, null), -1);
    assertThat(chosen.cpus()).hasToString("0-3,6-9");
    assertThat(chosen.note())
        .isEqualTo("the device's NUMA node is unknown: all CPUs count as local");
  }

  @Test
  void all_cpus_are_local_where_there_is_no_numa() {
    Cpus flat =
        new Cpus(
            CPUS.possible(), CPUS.online(), CpuSet.NONE, CpuSet.NONE, siblings(), new TreeMap<>());
    assertThat(CpuSelection.of(spec(NumaPolicy.Local, null, null), flat, -1))
        .isInstanceOfSatisfying(
            Chosen.class,
            chosen -> {
              assertThat(chosen.cpus()).hasToString("0-9");
              assertThat(chosen.note()).contains("no NUMA nodes");
            });
  }

  @Test
  void one_per_core_keeps_the_first_thread_that_can_be_used() {
    CpuSetSpec onePerCore = spec(null, SmtPolicy.OnePerCore, IsolatedPolicy.Include);
    assertThat(chosen(onePerCore, -1).cpus()).hasToString("0-5");
    CpuSetSpec without =
        new CpuSetSpec(null, null, "0-2", null, SmtPolicy.OnePerCore, IsolatedPolicy.Include, null);
    assertThat(chosen(without, -1).cpus()).hasToString("3-8");
  }

  @Test
  void isolated_cpus_are_there_for_the_asking() {
    Chosen chosen =
        chosen(new CpuSetSpec("4-5", null, null, null, null, IsolatedPolicy.Include, null), -1);
    assertThat(chosen.cpus()).hasToString("4-5");
    assertThat(chosen.note()).isEmpty();
  }

  @Test
  void waits_when_only_offline_cpus_are_left() {
    assertThat(CpuSelection.of(list("5,10-11"), CPUS, -1))
        .isEqualTo(
            new Pending(
                CpuSet.of(10, 11),
                "no CPU is left of list \"5,10-11\": CPU 5 is isolated; CPUs 10-11 are offline"));
  }

  @Test
  void says_which_steps_left_no_cpu() {
    assertThat(unresolved(list("32-63")))
        .isEqualTo("no CPU is left of list \"32-63\": CPUs 32-63 do not exist here");
    assertThat(unresolved(list("4-5")))
        .isEqualTo("no CPU is left of list \"4-5\": CPU 5 is isolated; CPU 4 is nohz_full");
    assertThat(unresolved(new CpuSetSpec(null, null, "all", null, null, null, null)))
        .isEqualTo("no CPU is left of all online CPUs: CPUs 0-9 are excluded");
    assertThat(unresolved(new CpuSetSpec("3", null, null, NumaPolicy.Local, null, null, null)))
        .isEqualTo("no CPU is left of list \"3\": CPU 3 is not on the device's NUMA node 0");
    assertThat(unresolved(list("0-1:0/2"))).isEqualTo("list \"0-1:0/2\" names no CPU");
  }

  @Test
  void malformed_sets_come_to_nothing() {
    assertThat(unresolved(list("7-3"))).contains("\"7-3\"", "runs backwards");
    assertThat(unresolved(list("0-9999"))).contains("past the last CPU, which is 8191");
    assertThat(unresolved(new CpuSetSpec(null, "xyz", null, null, null, null, null)))
        .contains("CPU mask");
    assertThat(unresolved(new CpuSetSpec(null, null, "1-", null, null, null, null)))
        .contains("\"1-\"");
    assertThat(unresolved(new CpuSetSpec("1", "2", null, null, null, null, null)))
        .isEqualTo("list and mask exclude each other");
  }
}
