package io.nodenettuning.daemon.drift;

import io.nodenettuning.daemon.kernel.KernelFiles;
import io.nodenettuning.daemon.kernel.WritingProcess;

/**
 * Asks the kernel who a process is, as quickly as it can: the process may be gone in microseconds.
 */
final class Attribution {
  private final KernelFiles files;

  Attribution(KernelFiles files) {
    this.files = files;
  }

  /** Who it is; unnamed where it is gone already. */
  Writer of(WritingProcess process) {
    if (!process.exists()) {
      return Writer.numbered(process.pid());
    }
    int pid = process.pid();
    String folder = "/proc/" + pid;
    String command = text(folder + "/comm");
    String cgroup = text(folder + "/cgroup");
    String executable = files.link(folder + "/exe").orElse("");
    // All of it is this process' only if its number is its own still.
    if (command.isEmpty() || !process.exists()) {
      return Writer.numbered(pid);
    }
    return new Writer(pid, command, executable, -1, Home.of(cgroup));
  }

  private String text(String path) {
    return files.read(path).text().orElse("");
  }
}
