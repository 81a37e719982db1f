package io.nodenettuning.daemon.facts;

import static java.util.stream.Collectors.joining;

import io.nodenettuning.api.CpuSetSpec;
import io.nodenettuning.api.ExclusivePolicy;
import io.nodenettuning.api.IsolatedPolicy;
import io.nodenettuning.api.NumaPolicy;
import io.nodenettuning.api.SmtPolicy;
import io.nodenettuning.daemon.facts.CpuSelection.Chosen;
import io.nodenettuning.daemon.facts.CpuSelection.Pending;
import io.nodenettuning.daemon.facts.CpuSelection.Unresolved;
import java.util.ArrayList;
import java.util.List;

/** One resolution of a CPU set: step by step fewer CPUs, each step with its reason. */
final class CpuSetResolution {
  /** How much of a CPU list a sentence can bear. */
  private static final int LIST_CHARS = 48;

  /**
   * Why some CPUs are not used.
   *
   * @param told whether it is news to the author of the tuning, who did not ask for it
   */
  private record Reason(String text, boolean told) {}

  private final CpuSetSpec spec;
  private final Cpus cpus;
  private final int numaNode;
  private final List<Reason> reasons = new ArrayList<>();
  private CpuSet left = CpuSet.NONE;

  CpuSetResolution(CpuSetSpec spec, Cpus cpus, int numaNode) {
    this.spec = spec;
    this.cpus = cpus;
    this.numaNode = numaNode;
  }

  CpuSelection result() {
    if (spec.list() != null && spec.mask() != null) {
      return new Unresolved("list and mask exclude each other");
    }
    CpuSet excluded;
    try {
      left = base();
      excluded = excluded();
    } catch (CpuFormatException e) {
      return new Unresolved(String.valueOf(e.getMessage()));
    }
    boolean named = spec.list() != null || spec.mask() != null;
    leaveOut(left.minus(cpus.possible()), "does not exist here", "do not exist here", true);
    leaveOut(excluded, "is excluded", "are excluded", false);
    localOnly();
    if (spec.isolated() != IsolatedPolicy.Include) {
      leaveOut(cpus.isolated(), "is isolated", "are isolated", named);
      leaveOut(cpus.nohzFull(), "is nohz_full", "are nohz_full", named);
      leaveOut(
          cpus.partitioned(),
          "is isolated by a cgroup partition",
          "are isolated by cgroup partitions",
          named);
    }
    if (spec.exclusive() == ExclusivePolicy.Exclude) {
      leaveOutExclusive();
    }
    if (left.isEmpty()) {
      return new Unresolved(nothingLeft());
    }
    CpuSet wished = left;
    leaveOut(left.minus(cpus.online()), "is offline", "are offline", true);
    if (left.isEmpty()) {
      return new Pending(wished, nothingLeft());
    }
    CpuSet chosen = spec.smt() == SmtPolicy.OnePerCore ? cpus.firstThreads(left) : left;
    return new Chosen(chosen, cpus.spread(chosen), told());
  }

  private CpuSet base() {
    if (spec.list() != null) {
      return CpuSet.parseForeignList(spec.list(), cpus.lastPossible());
    }
    return spec.mask() != null ? CpuSet.parseMask(spec.mask()) : cpus.online();
  }

  private CpuSet excluded() {
    return spec.exclude() == null
        ? CpuSet.NONE
        : CpuSet.parseForeignList(spec.exclude(), cpus.lastPossible());
  }

  private void localOnly() {
    if (spec.numa() != NumaPolicy.Local) {
      return;
    }
    CpuSet local = cpus.numaNodes().get(numaNode);
    if (local != null) {
      String where = "not on the device's NUMA node %d".formatted(numaNode);
      // Nodes list online CPUs only: an offline one is on no node, and awaited.
      CpuSet elsewhere =
          cpus.numaNodes().values().stream().reduce(CpuSet.NONE, CpuSet::union).minus(local);
      leaveOut(elsewhere, "is " + where, "are " + where, false);
    } else if (cpus.numaNodes().isEmpty()) {
      reasons.add(new Reason("this kernel has no NUMA nodes: all CPUs count as local", true));
    } else if (cpus.numaNodes().size() > 1) {
      reasons.add(new Reason("the device's NUMA node is unknown: all CPUs count as local", true));
    }
  }

  private void leaveOutExclusive() {
    switch (cpus.exclusive()) {
      case Exclusive.Given given ->
          leaveOut(
              given.cpus(),
              "is given to a single container by the kubelet",
              "are given to single containers by the kubelet",
              true);
      case Exclusive.NoKubelet _ ->
          reasons.add(
              new Reason("no kubelet's CPU manager state is here: no CPU is exclusive", true));
      case Exclusive.Unreadable unreadable ->
          reasons.add(new Reason("the kubelet's CPU manager state " + unreadable.problem(), true));
    }
  }

  private void leaveOut(CpuSet out, String one, String many, boolean told) {
    CpuSet gone = left.intersection(out);
    if (gone.isEmpty()) {
      return;
    }
    left = left.minus(gone);
    String text =
        gone.size() == 1
            ? "CPU %s %s".formatted(gone, one)
            : "CPUs %s %s".formatted(shortened(gone), many);
    reasons.add(new Reason(text, told));
  }

  private String told() {
    return reasons.stream().filter(Reason::told).map(Reason::text).collect(joining("; "));
  }

  private String nothingLeft() {
    String base =
        spec.list() != null
            ? "list \"" + spec.list() + "\""
            : spec.mask() != null ? "mask \"" + spec.mask() + "\"" : "all online CPUs";
    return reasons.isEmpty()
        ? base + " names no CPU"
        : "no CPU is left of %s: %s"
            .formatted(base, reasons.stream().map(Reason::text).collect(joining("; ")));
  }

  private static String shortened(CpuSet set) {
    String list = set.list();
    if (list.length() <= LIST_CHARS) {
      return list;
    }
    return list.substring(0, list.lastIndexOf(',', LIST_CHARS)) + " ... " + set.last();
  }
}
