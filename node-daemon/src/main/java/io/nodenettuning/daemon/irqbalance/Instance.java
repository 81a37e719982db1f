package io.nodenettuning.daemon.irqbalance;

import io.nodenettuning.daemon.kernel.KernelFiles;
import java.util.Arrays;
import java.util.Optional;

/**
 * One run of irqbalance: what it was told ends with it.
 *
 * @param pid its process id, which the kernel recycles
 * @param startTime when it started, in clock ticks since boot: field 22 of {@code /proc/PID/stat},
 *     proc(5)
 */
record Instance(int pid, long startTime) {

  /** Where that field is, counted from the one after the program's name. */
  private static final int START_TIME = 19;

  /** The run of a process; nothing where it has ended. */
  static Optional<Instance> of(KernelFiles files, int pid) {
    return files
        .read("/proc/" + pid + "/stat")
        .text()
        .map(stat -> stat.substring(stat.lastIndexOf(')') + 1).strip().split(" "))
        .filter(fields -> fields.length > START_TIME)
        .map(fields -> new Instance(pid, Long.parseLong(fields[START_TIME])));
  }

  /**
   * Where its socket is: {@code /run/irqbalance/irqbalancePID.sock}, with its own idea of its
   * process id, and as it sees {@code /run}. So it is found from within a container, for an
   * irqbalance in a container, and after systemd made that folder anew.
   */
  String socket(KernelFiles files) {
    int own =
        files
            .readAll("/proc/" + pid + "/status")
            .text()
            .orElse("")
            .lines()
            .filter(line -> line.startsWith("NSpid:"))
            .flatMap(line -> Arrays.stream(line.split("\\s+")).skip(1))
            .map(Integer::valueOf)
            .reduce(pid, (outer, inner) -> inner);
    return "/proc/%d/root/run/irqbalance/irqbalance%d.sock".formatted(pid, own);
  }
}
