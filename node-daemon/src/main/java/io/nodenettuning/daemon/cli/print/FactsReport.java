package io.nodenettuning.daemon.cli.print;

import io.nodenettuning.api.QueueRole;
import io.nodenettuning.daemon.cli.print.Table.Cell;
import io.nodenettuning.daemon.cli.print.Table.Column;
import io.nodenettuning.daemon.facts.Affinities;
import io.nodenettuning.daemon.facts.CpuPolicy;
import io.nodenettuning.daemon.facts.CpuSet;
import io.nodenettuning.daemon.facts.Cpus;
import io.nodenettuning.daemon.facts.Exclusive;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.Interrupt;
import io.nodenettuning.daemon.facts.Nic;
import io.nodenettuning.daemon.facts.NicCapabilities;
import io.nodenettuning.daemon.facts.NodeCapabilities;
import io.nodenettuning.daemon.kernel.ParameterGroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a node has. */
public final class FactsReport {
  private final Facts facts;
  private final NodeCapabilities capabilities;
  private final Affinities affinities;

  /** Prints these facts, what of them can be set, and where interrupts are. */
  public FactsReport(Facts facts, NodeCapabilities capabilities, Affinities affinities) {
    this.facts = facts;
    this.capabilities = capabilities;
    this.affinities = affinities;
  }

  /**
   * Prints it.
   *
   * @param all whether a table lists every interrupt
   */
  public void print(Format format, boolean all, Terminal terminal) {
    switch (format) {
      case table -> {
        node().print(terminal);
        nics(terminal);
        capabilities(terminal);
        if (all) {
          printBelow(new InterruptTable(facts, affinities).table(), terminal);
        }
        policies(terminal);
      }
      case json, yaml ->
          Document.print(new FactsTree(facts, capabilities, affinities).tree(), format, terminal);
    }
  }

  private Table node() {
    Cpus cpus = facts.cpus();
    Table table = new Table(Column.whole("NODE"), Column.wrapped(facts.node()));
    line(table, "kernel", facts.kernelRelease());
    line(table, "CPUs", counted(cpus.online()) + " online, " + cpus.possible() + " possible");
    line(table, "isolated", shown(cpus.isolated()));
    line(table, "nohz_full", shown(cpus.nohzFull()));
    line(table, "partitioned", shown(cpus.partitioned()));
    line(table, "exclusive", exclusive(cpus.exclusive()));
    line(table, "cores", cores(cpus));
    line(table, "NUMA", numa(cpus));
    line(table, "interrupts", others(facts.interrupts()));
    if (!capabilities.missingSysctls().isEmpty()) {
      line(table, "no sysctl", String.join(", ", capabilities.missingSysctls()));
    }
    line(table, "irqbalance", facts.irqbalance() ? "runs" : "does not run");
    return table;
  }

  /** How many interrupts are no interface's, by what can be done about them. */
  private static String others(List<Interrupt> interrupts) {
    List<String> parts = new ArrayList<>();
    for (Interrupt.Kind kind : Interrupt.Kind.values()) {
      long count = interrupts.stream().filter(interrupt -> interrupt.kind() == kind).count();
      if (count > 0) {
        parts.add(count + " " + kind.name().toLowerCase(Locale.ROOT));
      }
    }
    return parts.isEmpty() ? "none but of queues" : String.join(", ", parts) + ", beside queues'";
  }

  private static void line(Table table, String name, String value) {
    table.row(new Cell(name, Colour.Dim), Cell.of(value));
  }

  private static String counted(CpuSet set) {
    return "%s (%d)".formatted(set, set.size());
  }

  private static String shown(CpuSet set) {
    return set.isEmpty() ? "none" : set.list();
  }

  private static String exclusive(Exclusive exclusive) {
    return switch (exclusive) {
      case Exclusive.Given given -> shown(given.cpus());
      case Exclusive.NoKubelet _ -> "none, no kubelet's state";
      case Exclusive.Unreadable unreadable -> "kubelet's state " + unreadable.problem();
    };
  }

  private static String cores(Cpus cpus) {
    int cores = cpus.firstThreads(cpus.online()).size();
    return cores == cpus.online().size()
        ? cores + ", one thread each"
        : "%d with %d threads".formatted(cores, cpus.online().size());
  }

  private static String numa(Cpus cpus) {
    List<String> nodes = new ArrayList<>();
    cpus.numaNodes().forEach((node, set) -> nodes.add("node %d: %s".formatted(node, shown(set))));
    return nodes.isEmpty() ? "none" : String.join(", ", nodes);
  }

  private void nics(Terminal terminal) {
    Table table =
        new Table(
            Column.whole("NIC"),
            Column.whole("TYPE"),
            Column.wrapped("DRIVER"),
            Column.whole("BUS"),
            Column.whole("NUMA"),
            Column.whole("RX/TX"),
            Column.wrapped("INTERRUPTS"),
            Column.wrapped("STATE"));
    for (Nic nic : facts.nics()) {
      table.row(
          new Cell(nic.name(), Colour.Strong),
          Cell.of(shown(nic.type())),
          Cell.of(shown(nic.driver())),
          Cell.of(shown(nic.busAddress())),
          Cell.of(nic.numaNode() < 0 ? "-" : Integer.toString(nic.numaNode())),
          Cell.of(nic.rxQueues().size() + "/" + nic.txQueues().size()),
          Cell.of(interrupts(nic)),
          new Cell(state(nic), nic.up() ? Colour.Good : Colour.Dim));
    }
    printBelow(table, terminal);
  }

  /** Only of devices on a bus, and all of those that have something to set. */
  private void capabilities(Terminal terminal) {
    Table table =
        new Table(
            Column.whole("CAN SET"),
            Column.wrapped("CHANNELS"),
            Column.wrapped("RINGS"),
            Column.wrapped("COALESCE"),
            Column.wrapped("FEATURES"));
    for (Nic nic : facts.nics()) {
      if (nic.busAddress() != null) {
        capabilities.of(nic).ifPresent(can -> table.row(capabilities(nic, can)));
      }
    }
    printBelow(table, terminal);
  }

  private static Cell[] capabilities(Nic nic, NicCapabilities can) {
    Capabilities told = new Capabilities(can);
    return new Cell[] {
      new Cell(nic.name(), Colour.Strong),
      Cell.of(told.told(ParameterGroup.CHANNELS)),
      Cell.of(told.told(ParameterGroup.RINGS)),
      Cell.of(told.told(ParameterGroup.COALESCE)),
      Cell.of(
          "%d can be changed, %d are fixed".formatted(can.changeable().size(), can.fixed().size()))
    };
  }

  private String interrupts(Nic nic) {
    List<String> parts = new ArrayList<>();
    for (QueueRole role : QueueRole.values()) {
      long vectors = nic.interrupts().stream().filter(v -> v.role() == role).count();
      if (vectors > 0) {
        parts.add(vectors + " " + role);
      }
    }
    long shared = nic.interrupts().stream().filter(v -> v.owner() != null).count();
    if (shared > 0) {
      parts.add(shared + " of them another interface's");
    }
    int managed = capabilities.of(nic).map(NicCapabilities::managedInterrupts).orElse(0);
    if (managed > 0) {
      parts.add(managed + " of them managed");
    }
    if (!nic.otherInterrupts().isEmpty()) {
      parts.add(nic.otherInterrupts().size() + " other");
    }
    return parts.isEmpty() ? "-" : String.join(", ", parts);
  }

  private static String state(Nic nic) {
    return (nic.up() ? "up" : "down") + (nic.routes().isEmpty() ? "" : ", default route");
  }

  /** Policies that are alike share a line: a node has one for each of its many cores. */
  private void policies(Terminal terminal) {
    Map<List<Object>, List<CpuPolicy>> alike = new LinkedHashMap<>();
    for (CpuPolicy policy : facts.policies()) {
      List<Object> kind =
          List.of(
              policy.driver(),
              policy.governors(),
              policy.preferences(),
              policy.related().size(),
              isOffline(policy));
      alike.computeIfAbsent(kind, _ -> new ArrayList<>()).add(policy);
    }
    Table table =
        new Table(
            Column.wrapped("POLICIES"),
            Column.wrapped("CPUS"),
            Column.whole("DRIVER"),
            Column.wrapped("GOVERNORS"),
            Column.wrapped("PREFERENCES"));
    for (List<CpuPolicy> policies : alike.values()) {
      CpuPolicy first = policies.getFirst();
      CpuSet numbers = CpuSet.of(policies.stream().map(CpuPolicy::number).toList());
      table.row(
          new Cell("policy" + numbers, Colour.Strong),
          Cell.of(
              policies.stream().map(CpuPolicy::related).reduce(CpuSet.NONE, CpuSet::union)
                  + (policies.size() == 1 ? "" : ", each " + first.related().size())
                  + (isOffline(first) ? ", offline" : "")),
          Cell.of(first.driver()),
          Cell.of(String.join(" ", first.governors())),
          Cell.of(first.preferences().isEmpty() ? "-" : String.join(" ", first.preferences())));
    }
    printBelow(table, terminal);
  }

  private static boolean isOffline(CpuPolicy policy) {
    return policy.affected().isEmpty();
  }

  private static void printBelow(Table table, Terminal terminal) {
    if (!table.isEmpty()) {
      terminal.line("");
      table.print(terminal);
    }
  }

  private static String shown(@Nullable Object value) {
    return Objects.toString(value, "-");
  }
}
