package io.nodenettuning.daemon.facts;

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

  private boolean runs(int process) {
    return files.text("/proc/" + process + "/comm").equals(NAME);
  }
}
