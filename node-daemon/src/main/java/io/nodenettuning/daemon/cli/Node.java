package io.nodenettuning.daemon.cli;

import io.nodenettuning.daemon.apply.Journal;
import io.nodenettuning.daemon.cli.print.IoErrors;
import io.nodenettuning.daemon.kernel.Kernel;
import io.nodenettuning.daemon.plan.Held;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The node that a command is about.
 *
 * @param kernel its kernel, or the folder that stands in for it
 * @param state the folder of its journal, as short-lived as the kernel's settings
 * @param lastSpec the folder on its disk for what a cluster last told it
 * @param real whether writing changes a running kernel
 */
record Node(Kernel kernel, Path state, Path lastSpec, boolean real) {
  private static final int ROOT = 0;

  /** What the journal holds of this boot, by key. */
  Map<String, Held> held(String bootId) throws CommandFailedException {
    try {
      return Journal.read(state, bootId);
    } catch (IOException e) {
      throw new CommandFailedException("the journal cannot be read: " + IoErrors.message(e));
    }
  }

  /**
   * Makes sure that this process may write.
   *
   * @param command what it is about to do
   */
  void checkWritable(String command) throws CommandFailedException {
    if (real && !isRoot()) {
      throw new CommandFailedException(
          ("%s writes to this machine's kernel: run it as root, or try it on a recorded node with"
                  + " --root DIR")
              .formatted(command));
    }
  }

  /** procfs gives a process' own files to its effective user, proc(5). */
  private static boolean isRoot() {
    try {
      return Files.getAttribute(Path.of("/proc/self/stat"), "unix:uid") instanceof Integer uid
          && uid == ROOT;
    } catch (IOException e) {
      return false;
    }
  }
}
