package io.nodenettuning.daemon.cli.print;

import io.nodenettuning.daemon.cli.print.Table.Cell;
import io.nodenettuning.daemon.cli.print.Table.Column;
import io.nodenettuning.daemon.facts.Affinities;
import io.nodenettuning.daemon.facts.Affinities.Affinity;
import io.nodenettuning.daemon.facts.CpuSet;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.Interrupt;
import io.nodenettuning.daemon.facts.Nic;
import io.nodenettuning.daemon.facts.OtherInterrupt;
import io.nodenettuning.daemon.facts.QueueInterrupt;
import java.util.Locale;
import java.util.Optional;

/** Every interrupt of a node: its setting, where it may be handled, where it is. */
final class InterruptTable {
  private static final String NOTHING = "-";

  private final Facts facts;
  private final Affinities affinities;
  private final Table table =
      new Table(
          Column.whole("INTERRUPT"),
          Column.whole("IRQ"),
          Column.wrapped("CPUS"),
          Column.whole("IS ON"),
          Column.wrapped("VECTOR"));

  InterruptTable(Facts facts, Affinities affinities) {
    this.facts = facts;
    this.affinities = affinities;
  }

  Table table() {
    for (Nic nic : facts.nics()) {
      for (QueueInterrupt vector : nic.interrupts()) {
        if (vector.owner() == null) {
          String id = "irqAffinity:%s/%s-%d".formatted(nic.name(), vector.role(), vector.queue());
          row(Cell.of(id), vector.irq(), vector.vector());
        }
      }
      for (OtherInterrupt other : nic.otherInterrupts()) {
        if (other.vector().isEmpty()) {
          row(new Cell(nic.name() + ", no handler", Colour.Dim), other.irq(), NOTHING);
        }
      }
    }
    for (Interrupt interrupt : facts.interrupts()) {
      row(
          interrupt.kind() == Interrupt.Kind.Movable
              ? Cell.of("housekeeping:irq/" + interrupt.name())
              : new Cell(interrupt.kind().name().toLowerCase(Locale.ROOT), Colour.Dim),
          interrupt.irq(),
          interrupt.name());
    }
    return table;
  }

  private void row(Cell id, int irq, String vector) {
    Optional<Affinity> affinity = affinities.of(irq);
    table.row(
        id,
        Cell.of(Integer.toString(irq)),
        Cell.of(affinity.map(known -> shown(known.cpus())).orElse(NOTHING)),
        Cell.of(affinity.map(known -> shown(known.effective())).orElse(NOTHING)),
        Cell.of(vector));
  }

  private static String shown(CpuSet cpus) {
    return cpus.isEmpty() ? NOTHING : cpus.list();
  }
}
