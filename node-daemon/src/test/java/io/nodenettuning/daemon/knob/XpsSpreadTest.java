package io.nodenettuning.daemon.knob;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.daemon.facts.CpuSelection;
import io.nodenettuning.daemon.facts.CpuSet;
import io.nodenettuning.daemon.facts.Cpus;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class XpsSpreadTest {

  /** Two nodes of as many cores each, whose second threads come after all first ones. */
  private static Cpus twoNodes(int coresPerNode) {
    int cores = 2 * coresPerNode;
    SortedMap<Integer, CpuSet> siblings = new TreeMap<>();
    for (int cpu = 0; cpu < 2 * cores; cpu++) {
      siblings.put(cpu, CpuSet.of(cpu % cores, cpu % cores + cores));
    }
    SortedMap<Integer, CpuSet> nodes = new TreeMap<>();
    for (int node = 0; node < 2; node++) {
      CpuSet first = CpuSet.range(node * coresPerNode, (node + 1) * coresPerNode - 1);
      nodes.put(
          node, first.union(CpuSet.of(first.stream().map(cpu -> cpu + cores).boxed().toList())));
    }
    CpuSet all = CpuSet.range(0, 2 * cores - 1);
    return new Cpus(all, all, CpuSet.NONE, CpuSet.NONE, siblings, nodes);
  }

  private static List<String> spread(Cpus cpus, String allowed, String... homes) {
    CpuSet set = CpuSet.parseList(allowed);
    return XpsSpread.over(
            Stream.of(homes).map(CpuSet::parseList).toList(),
            new CpuSelection.Chosen(set, cpus.spread(set), ""),
            cpus)
        .stream()
        .map(CpuSet::list)
        .toList();
  }

  @Test
  void aCpuSendsThroughTheQueueOfItsOwnInterruptThenOfItsCore() {
    assertThat(spread(twoNodes(2), "0-7", "0", "1", "2", "3"))
        .containsExactly("0,4", "1,5", "2,6", "3,7");
  }

  @Test
  void aCpuWithoutAnInterruptInItsCoreStaysOnItsNode() {
    assertThat(spread(twoNodes(4), "0-15", "0", "4")).containsExactly("0-3,8-11", "4-7,12-15");
  }

  @Test
  void topologyOfCpusThatCannotBeIsNoMatter() {
    Cpus more = twoNodes(4);
    CpuSet fewer = CpuSet.range(0, 11);
    Cpus cpus = new Cpus(fewer, fewer, CpuSet.NONE, CpuSet.NONE, more.siblings(), more.numaNodes());
    assertThat(spread(cpus, "0-11", "0", "4")).containsExactly("0-3,8-11", "4-7");
  }

  @Test
  void theCpusOfANodeWithoutInterruptsAreSharedOut() {
    assertThat(spread(twoNodes(2), "2-3,6-7", "0", "1")).containsExactly("2,6", "3,7");
  }

  @Test
  void queuesWhoseInterruptsShareCpusTakeTurns() {
    assertThat(spread(twoNodes(2), "0-7", "0-7", "0-7", "0-7"))
        .containsExactly("0,3,6", "1,4,7", "2,5");
  }

  @Test
  void aQueueThatNoCpuIsLeftForHasNone() {
    assertThat(spread(twoNodes(2), "0,1", "0", "1", "0", "1")).containsExactly("0", "1", "", "");
  }

  @Test
  void everyAllowedCpuIsGivenToExactlyOneQueue() {
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      Cpus cpus = twoNodes(1 + random.nextInt(40));
      int last = cpus.lastPossible();
      CpuSet allowed =
          CpuSet.of(IntStream.rangeClosed(0, last).filter(_ -> random.nextInt(3) > 0).toArray())
              .union(CpuSet.of(random.nextInt(last + 1)));
      List<CpuSet> homes =
          IntStream.range(0, 1 + random.nextInt(20))
              .mapToObj(_ -> CpuSet.of(random.nextInt(last + 1), random.nextInt(last + 1)))
              .toList();
      CpuSelection.Chosen chosen = new CpuSelection.Chosen(allowed, cpus.spread(allowed), "");

      List<CpuSet> shares = XpsSpread.over(homes, chosen, cpus);

      assertThat(shares).hasSameSizeAs(homes).isEqualTo(XpsSpread.over(homes, chosen, cpus));
      assertThat(shares.stream().reduce(CpuSet.NONE, CpuSet::union)).isEqualTo(allowed);
      assertThat(shares.stream().mapToInt(CpuSet::size).sum()).isEqualTo(allowed.size());
      for (int queue = 0; queue < shares.size(); queue++) {
        for (int cpu : shares.get(queue).stream().toArray()) {
          assertThat(
                  homes.get(queue).contains(cpu) || homes.stream().noneMatch(h -> h.contains(cpu)))
              .as("CPU %d with homes %s: %s", cpu, homes, shares)
              .isTrue();
        }
      }
    }
  }
}
