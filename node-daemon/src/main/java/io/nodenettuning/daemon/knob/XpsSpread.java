package io.nodenettuning.daemon.knob;

import io.nodenettuning.daemon.facts.CpuSelection;
import io.nodenettuning.daemon.facts.CpuSet;
import io.nodenettuning.daemon.facts.Cpus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

  private final Cpus cpus;
  private final List<List<Integer>> shares = new ArrayList<>();
  private final List<Group> groups = new ArrayList<>();
  private final Map<Integer, Integer> nodes = new HashMap<>();
  private final List<Map<Integer, List<Group>>> near =
      List.of(new HashMap<>(), new HashMap<>(), new HashMap<>());

  private XpsSpread(List<CpuSet> homes, Cpus cpus) {
    this.cpus = cpus;
    cpus.numaNodes().forEach((node, set) -> set.stream().forEach(cpu -> nodes.put(cpu, node)));
    Map<CpuSet, Group> byHome = new LinkedHashMap<>();
    for (int queue = 0; queue < homes.size(); queue++) {
      byHome.computeIfAbsent(homes.get(queue), _ -> new Group()).queues.add(queue);
      shares.add(new ArrayList<>());
    }
    byHome.forEach((home, group) -> {
      groups.add(group);
      home.stream().forEach(cpu -> enter(cpu, group));
    });
  }

  /**
   * The CPUs of each queue; none for a queue that no CPU is left for.
   *
   * @param homes by queue the CPUs that its interrupt has
   */
  static List<CpuSet> over(List<CpuSet> homes, CpuSelection.Chosen chosen, Cpus cpus) {
    XpsSpread spread = new XpsSpread(homes, cpus);
    List<Integer> left = chosen.cpus().stream().boxed().toList();
    for (int distance = 0; distance < spread.near.size(); distance++) {
      List<Integer> farther = new ArrayList<>();
      for (int cpu : left) {
        List<Group> candidates = spread.near.get(distance).get(spread.place(distance, cpu));
        if (candidates == null) {
          farther.add(cpu);
        } else {
          spread.give(cpu, candidates);
        }
      }
      left = farther;
    }
    left.forEach(cpu -> spread.give(cpu, spread.groups));
    return spread.shares.stream().map(share -> CpuSet.of(share)).toList();
  }

  private void enter(int cpu, Group group) {
    for (int distance = 0; distance < near.size(); distance++) {
      List<Group> there =
          near.get(distance).computeIfAbsent(place(distance, cpu), _ -> new ArrayList<>(1));
      if (there.isEmpty() || there.getLast() != group) {
        there.add(group);
      }
    }
  }

  /** The CPU itself, its core by its first thread, its node. */
  private int place(int distance, int cpu) {
    return switch (distance) {
      case 0 -> cpu;
      case 1 -> cpus.core(cpu).first();
      default -> nodes.getOrDefault(cpu, -1);
    };
  }

  private void give(int cpu, List<Group> candidates) {
    Group chosen = candidates.getFirst();
    for (Group candidate : candidates) {
      if (candidate.load < chosen.load) {
        chosen = candidate;
      }
    }
    shares.get(chosen.next()).add(cpu);
  }
}
