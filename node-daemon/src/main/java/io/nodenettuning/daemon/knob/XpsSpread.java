package io.nodenettuning.daemon.knob;

import io.nodenettuning.daemon.facts.CpuSelection;
import io.nodenettuning.daemon.facts.CpuSet;
import io.nodenettuning.daemon.facts.Cpus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Gives each of the chosen CPUs to exactly one transmit queue: one whose interrupt it takes, else
 * one whose interrupt is taken in its core, else on its NUMA node, else any; among equals to the
 * queue with the fewest CPUs, then to the first.
 */
final class XpsSpread {

  /** Queues whose interrupts have the same CPUs: they take turns. */
  private static final class Group {
    private final List<Integer> queues = new ArrayList<>();
    private int turn;

    /** How many CPUs the queue whose turn it is has. */
    private int load;

    int next() {
      int queue = queues.get(turn++);
      if (turn == queues.size()) {
        turn = 0;
        load++;
      }
      return queue;
    }
  }

  /** Groups to choose from, in the order of their queues. */
  private static final class Candidates {
    private final List<Group> groups = new ArrayList<>(1);
    private int least;

    /** None before it has as few CPUs as {@link #least}: loads only grow. */
    private int from;

    void add(Group group) {
      if (groups.isEmpty() || groups.getLast() != group) {
        groups.add(group);
      }
    }

    Group leastLoaded() {
      while (groups.get(from).load > least) {
        if (++from == groups.size()) {
          from = 0;
          least = groups.stream().mapToInt(group -> group.load).min().orElseThrow();
        }
      }
      return groups.get(from);
    }
  }

  private final Map<CpuSet, Group> groups = new LinkedHashMap<>();
  private final List<BitSet> shares = new ArrayList<>();

  private XpsSpread(List<CpuSet> homes) {
    for (int queue = 0; queue < homes.size(); queue++) {
      groups.computeIfAbsent(homes.get(queue), _ -> new Group()).queues.add(queue);
      shares.add(new BitSet());
    }
  }

  /**
   * The CPUs of each queue; none for a queue that no CPU is left for.
   *
   * @param homes by queue the CPUs that its interrupt has
   */
  static List<CpuSet> over(List<CpuSet> homes, CpuSelection.Chosen chosen, Cpus cpus) {
    XpsSpread spread = new XpsSpread(homes);
    int[] each = IntStream.rangeClosed(0, cpus.lastPossible()).toArray();
    CpuSet left = chosen.cpus();
    left = spread.give(left, each);
    left = spread.give(left, cores(each, cpus));
    left = spread.give(left, nodes(each, cpus));
    spread.give(left, new int[each.length]);
    return spread.shares.stream().map(CpuSet::of).toList();
  }

  /** Each CPU's core by its first thread. */
  private static int[] cores(int[] each, Cpus cpus) {
    int[] cores = each.clone();
    cpus.siblings().headMap(each.length).forEach((cpu, core) -> cores[cpu] = core.first());
    return cores;
  }

  private static int[] nodes(int[] each, Cpus cpus) {
    int[] nodes = new int[each.length];
    Arrays.fill(nodes, -1);
    cpus.numaNodes()
        .forEach((node, set) ->
            set.intersection(cpus.possible()).stream().forEach(cpu -> nodes[cpu] = node));
    return nodes;
  }

  /**
   * Gives those of the CPUs away that are where the interrupt of a queue is taken.
   *
   * @param places where each CPU is
   * @return the others
   */
  private CpuSet give(CpuSet some, int[] places) {
    if (some.isEmpty()) {
      return some;
    }
    Map<Integer, Candidates> there = new HashMap<>();
    groups.forEach((home, group) -> {
      for (int cpu = home.first(); cpu >= 0; cpu = home.next(cpu + 1)) {
        there.computeIfAbsent(places[cpu], _ -> new Candidates()).add(group);
      }
    });
    BitSet left = new BitSet();
    for (int cpu = some.first(); cpu >= 0; cpu = some.next(cpu + 1)) {
      Candidates candidates = there.get(places[cpu]);
      if (candidates == null) {
        left.set(cpu);
      } else {
        shares.get(candidates.leastLoaded().next()).set(cpu);
      }
    }
    return CpuSet.of(left);
  }
}
