package io.nodenettuning.daemon.facts;

import io.nodenettuning.daemon.facts.Interrupt.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the interrupts that serve no queue of a network interface ({@code
 * Documentation/ABI/testing/sysfs-kernel-irq}). Those that only one CPU can have, such as a timer's
 * of it, are none here. What an interrupt is stays as long as it has the same number and handlers,
 * and is read once.
 */
final class OtherInterrupts {
  private static final String IRQS = "/sys/kernel/irq/";

  /** Private interrupts of an Arm core, {@code Documentation/devicetree/bindings/.../arm,gic*}. */
  private static final int GIC_PRIVATE = 32;

  /** What stays as it is. */
  private record Line(List<String> actions, String place, Kind kind, boolean perCpu) {
    String name() {
      return String.join(",", actions);
    }
  }

  private final FactFiles files;
  private Map<Integer, Line> known = new HashMap<>();

  OtherInterrupts(FactFiles files) {
    this.files = files;
  }

  List<Interrupt> read(List<Nic> nics) {
    Set<Integer> ofQueues = new HashSet<>();
    nics.forEach(nic -> nic.interrupts().forEach(vector -> ofQueues.add(vector.irq())));
    IrqActions actions = new IrqActions(files);
    Map<Integer, Line> seen = new HashMap<>();
    Map<String, Integer> named = new HashMap<>();
    List<Integer> irqs = new ArrayList<>();
    for (int irq : actions.irqs()) {
      List<String> handlers = ofQueues.contains(irq) ? List.of() : actions.of(irq);
      if (!handlers.isEmpty()) {
        Line line = line(irq, handlers);
        seen.put(irq, line);
        if (!line.perCpu()) {
          named.merge(line.name(), 1, Integer::sum);
          irqs.add(irq);
        }
      }
    }
    known = seen;
    return irqs.stream()
        .map(irq -> {
          Line line = seen.getOrDefault(irq, new Line(List.of(), "", Kind.Movable, false));
          boolean alone = named.getOrDefault(line.name(), 0) == 1;
          return new Interrupt(
              irq, alone ? line.name() : line.name() + "@" + line.place(), line.kind());
        })
        .toList();
  }

  private Line line(int irq, List<String> handlers) {
    Line before = known.get(irq);
    if (before != null && before.actions().equals(handlers)) {
      return before;
    }
    String chip = files.text(IRQS + irq + "/chip_name");
    int hwirq = files.number(IRQS + irq + "/hwirq", -1);
    return new Line(handlers, chip + ":" + hwirq, kind(irq, handlers), isPerCpu(chip, hwirq));
  }

  private Kind kind(int irq, List<String> handlers) {
    if (isManaged(irq, handlers.getFirst())) {
      return Kind.Managed;
    }
    return handlers.size() > 1 ? Kind.Shared : Kind.Movable;
  }

  /**
   * Since Linux 6.12 the file's mode tells; before, only a refused write does, but the queues of
   * NVMe and virtio block devices, which are most of them, are known by name.
   */
  private boolean isManaged(int irq, String name) {
    return files.files().readOnly("/proc/irq/" + irq + "/smp_affinity_list")
        || (name.startsWith("nvme") && !name.endsWith("q0"))
        || (name.startsWith("virtio") && name.contains("-req."));
  }

  private static boolean isPerCpu(String chip, int hwirq) {
    return (chip.startsWith("GIC") && hwirq >= 0 && hwirq < GIC_PRIVATE)
        || chip.equals("RISC-V INTC");
  }
}
