package io.nodenettuning.daemon.irqbalance;

import io.nodenettuning.daemon.kernel.Kernel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has interrupts that tunings steer banned from irqbalance, and nobody else's bans lost: its list
 * is read, ours are added or taken away, and the whole is written back. It forgets bans when it
 * ends. For one thread.
 */
public final class Bans {
  private static final Logger LOG = LoggerFactory.getLogger(Bans.class);

  /** Interrupt 0 of a PC. */
  private static final Integer TIMER = 0;

  private static final String LEFT_ALONE = "the daemon is told not to ban them there";

  /** What irqbalance was last brought to. */
  private record Settled(
      Instance instance, Set<Integer> wanted, Set<Integer> seen, @Nullable String problem) {}

  private final Kernel kernel;
  private final Path folder;
  private final boolean ban;
  private @Nullable Settled settled;
  private @Nullable String told;

  /**
   * Bans on a node.
   *
   * @param folder of the journal: which bans are ours is kept beside it
   * @param ban whether any are wanted; where not, those of before are lifted
   */
  public Bans(Kernel kernel, Path folder, boolean ban) {
    this.kernel = kernel;
    this.folder = folder;
    this.ban = ban;
  }

  /**
   * Makes those of our bans that irqbalance has these.
   *
   * @param pid irqbalance's process id; nothing where it does not run
   * @param held interrupts that tunings steer now; where it does not take all, it has the first
   * @param lookAgain whether to ask irqbalance though nothing is new here
   * @return why it moves interrupts that are held; null where it does not
   */
  public @Nullable String settle(OptionalInt pid, Set<Integer> held, boolean lookAgain) {
    String problem = problem(pid, ban ? held : Set.of(), lookAgain);
    if (problem != null && !problem.equals(told)) {
      LOG.atWarn().addKeyValue("reason", problem).log("interrupts are not banned from irqbalance");
    }
    told = problem;
    if (pid.isEmpty() || held.isEmpty()) {
      return null;
    }
    return ban ? problem : LEFT_ALONE;
  }

  /**
   * Lifts those of our bans that are for nothing; adds none.
   *
   * @param pid irqbalance's process id; nothing where it does not run
   * @param held interrupts that tunings still steer
   */
  public void release(OptionalInt pid, Set<Integer> held) {
    String problem;
    try {
      problem = problem(pid, both(OwnBans.read(folder).irqs(), held), true);
    } catch (IOException e) {
      problem = reason(e);
    }
    if (problem != null) {
      LOG.atWarn().addKeyValue("reason", problem).log("bans of irqbalance are not lifted");
    }
  }

  private @Nullable String problem(OptionalInt pid, Set<Integer> wanted, boolean lookAgain) {
    Instance instance =
        pid.isEmpty() ? null : Instance.of(kernel.files(), pid.getAsInt()).orElse(null);
    if (instance == null) {
      settled = null;
      return null;
    }
    Settled before = settled;
    if (before != null
        && !lookAgain
        && before.instance().equals(instance)
        && before.wanted().equals(wanted)) {
      return before.problem();
    }
    try {
      OwnBans kept = OwnBans.read(folder);
      OwnBans own = kept.instance().equals(instance) ? kept : OwnBans.none(instance);
      boolean nothingToDo = wanted.isEmpty() && own.irqs().isEmpty();
      Settled now =
          nothingToDo
              ? new Settled(instance, Set.of(), Set.of(), null)
              : settle(instance, own, wanted);
      settled = now;
      return now.problem();
    } catch (IOException e) {
      settled = null;
      return reason(e);
    }
  }

  private Settled settle(Instance instance, OwnBans kept, Set<Integer> wanted) throws IOException {
    IrqbalanceSocket socket = socket(instance);
    SortedSet<Integer> seen = socket.bans();
    Set<Integer> own = both(kept.irqs(), seen);
    SortedSet<Integer> others = without(seen, own);
    List<Integer> added = wanted.stream().filter(irq -> !others.contains(irq)).toList();
    List<Integer> next = command(others, added);
    if (!seen.equals(new HashSet<>(next)) && !isAllItTakes(instance, wanted, seen)) {
      if (!BanCommand.isReadWhole(BanCommand.of(command(others, List.of(TIMER))))) {
        throw new IOException("bans of others fill its command, and would be lost");
      }
      // Kept before it is sent, or a ban of ours that nobody remembers would stay.
      own.addAll(added);
      kept.with(own).keep(folder);
      socket.replace(next);
      seen = socket.bans();
      LOG.atInfo()
          .addKeyValue("pid", instance.pid())
          .addKeyValue("ours", both(own, seen).size())
          .addKeyValue("others", others.size())
          .log("bans of irqbalance changed");
    }
    OwnBans ours = kept.with(both(own, seen));
    if (!ours.equals(OwnBans.read(folder))) {
      ours.keep(folder);
    }
    return new Settled(instance, wanted, seen, shortfall(wanted, seen));
  }

  /** In the order that {@link BanCommand} wants: 0 in front, and what may be dropped at the end. */
  private static List<Integer> command(Set<Integer> others, List<Integer> added) {
    List<Integer> all = new ArrayList<>(others);
    added.stream().filter(irq -> !others.contains(irq)).forEach(all::add);
    if (all.removeIf(TIMER::equals)) {
      all.addFirst(TIMER);
    }
    return all;
  }

  private IrqbalanceSocket socket(Instance instance) throws IOException {
    String path = instance.socket(kernel.files());
    if (!kernel.files().exists(path)) {
      throw new IOException("it has no socket in /run/irqbalance");
    }
    return new IrqbalanceSocket(Path.of(kernel.files().place(path)));
  }

  /** An old irqbalance takes so many bans and no more: sending them again would change nothing. */
  private boolean isAllItTakes(Instance instance, Set<Integer> wanted, Set<Integer> seen) {
    return settled != null
        && settled.problem() != null
        && settled.instance().equals(instance)
        && settled.wanted().equals(wanted)
        && settled.seen().equals(seen);
  }

  private static @Nullable String shortfall(Set<Integer> wanted, Set<Integer> seen) {
    int missing = without(wanted, seen).size();
    return missing == 0
        ? null
        : "it took %d of %d bans, as irqbalance before 1.9.5 does"
            .formatted(wanted.size() - missing, wanted.size());
  }

  private static String reason(IOException e) {
    return "they cannot be banned there: " + e.getMessage();
  }

  private static SortedSet<Integer> without(Set<Integer> all, Set<Integer> those) {
    SortedSet<Integer> rest = new TreeSet<>(all);
    rest.removeAll(those);
    return rest;
  }

  private static Set<Integer> both(Set<Integer> some, Set<Integer> others) {
    Set<Integer> both = new HashSet<>(some);
    both.retainAll(others);
    return both;
  }
}
