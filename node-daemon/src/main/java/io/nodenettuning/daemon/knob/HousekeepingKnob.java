package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.Defaults;
import io.nodenettuning.api.Housekeeping;
import io.nodenettuning.api.HousekeepingAction;
import io.nodenettuning.api.Revision;
import io.nodenettuning.daemon.facts.CpuSelection;
import io.nodenettuning.daemon.facts.CpuSet;
import io.nodenettuning.daemon.facts.Cpus;
import io.nodenettuning.daemon.facts.Facts;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where some of the kernel's other work goes, so that isolated CPUs stay quiet. What is on
 * housekeeping CPUs only is as wished, be it on all of them or on one; it is moved to all of them.
 */
interface HousekeepingKnob extends NodeKnob {
  String PREFIX = "housekeeping:";

  /** What a tuning wants to be done about this work; null where it does not say. */
  @Nullable HousekeepingAction action(Housekeeping housekeeping);

  /** The settings that the work consists of, each with a wish of its own or the target. */
  List<Wish> wishes(Wish.Ask target, Context context);

  @Override
  default String name() {
    return "housekeeping";
  }

  @Override
  default List<Wish> wishes(Revision revision, Context context) {
    Housekeeping housekeeping = revision.housekeeping();
    return housekeeping == null || action(housekeeping) != HousekeepingAction.Move
        ? List.of()
        : wishes(target(housekeeping, context.facts()), context);
  }

  private static Wish.Ask target(Housekeeping housekeeping, Facts facts) {
    Cpus cpus = facts.cpus();
    CpuSet offline = cpus.possible().minus(cpus.online());
    return Asks.cpus(
        CpuSelection.of(Objects.requireNonNullElse(housekeeping.cpus(), Defaults.CPUS), cpus, -1),
        chosen -> new Value.Within(chosen.cpus(), offline));
  }

  /** A setting with one wish. */
  default Wish wish(Setting setting, Wish.Ask ask) {
    return new Wish(setting, name(), ask);
  }

  /** A setting of the node. */
  default Setting setting(String leaf, String path) {
    return new Setting(PREFIX + leaf, PREFIX + leaf, this, "", path);
  }
}
