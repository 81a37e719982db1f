package io.nodenettuning.daemon.facts;

import java.util.OptionalInt;

/**
 * Looks for a process called {@code irqbalance}. A search reads the name of every process of the
 * node; once found, one read tells whether it still runs.
 */
final class IrqbalanceSearch {
  private static final String NAME = "irqbalance";

  private final FactFiles files;
  private int pid;

  IrqbalanceSearch(FactFiles files) {
    this.files = files;
  }

  /** Whether the process found before still runs. */
  boolean stillRuns() {
    return pid > 0 && runs(pid);
  }

  /** Whether there is such a process now. */
  boolean runs() {
    if (!stillRuns()) {
      pid = files.numbered("/proc", "").stream().filter(this::runs).findFirst().orElse(0);
    }
    return pid > 0;
  }

  /** The process found before, where it still runs. */
  OptionalInt pid() {
    return stillRuns() ? OptionalInt.of(pid) : OptionalInt.empty();
  }

  /** One that has ended and was not waited for yet keeps its name, and moves nothing. */
  private boolean runs(int process) {
    String folder = "/proc/" + process;
    return files.text(folder + "/comm").equals(NAME)
        && !files.text(folder + "/stat").contains("(" + NAME + ") Z");
  }
}
