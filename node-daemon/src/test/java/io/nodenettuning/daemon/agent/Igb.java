package io.nodenettuning.daemon.agent;

import io.nodenettuning.daemon.kernel.Errno;
import io.nodenettuning.daemon.kernel.Ethtool;
import io.nodenettuning.daemon.kernel.ForwardingEthtool;
import io.nodenettuning.daemon.kernel.ParameterGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What igb does when the channels of eth0 change, as seen in a Linux 6.12 guest: every interrupt's
 * mask is that of all CPUs again, and queues that come are new ones.
 */
final class Igb extends ForwardingEthtool {
  private static final int MOST_QUEUES = 4;
  private static final int MISC_VECTOR = 24;
  private static final int FIRST_VECTOR = 25;

  private final Path root;

  /** Why nothing can be set. */
  @Nullable String refusal;

  boolean endsAfterRemaking;

  /** On a recorded node, with its parameters. */
  Igb(Path root, Ethtool recorded) {
    super(recorded);
    this.root = root;
  }

  @Override
  public ParametersReading setParameters(
      String device, ParameterGroup group, Map<String, Long> wanted) {
    Long queues = wanted.get("combined");
    if (refusal != null) {
      return new ParametersReading.Refused(Errno.EOPNOTSUPP, refusal);
    }
    if (group == ParameterGroup.CHANNELS && queues != null) {
      try {
        remake(queues.intValue());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    if (endsAfterRemaking) {
      throw new IllegalStateException("killed");
    }
    return super.setParameters(device, group, wanted);
  }

  private void remake(int queues) throws IOException {
    write(affinity(MISC_VECTOR), "0-7");
    for (int queue = 0; queue < MOST_QUEUES; queue++) {
      int vector = FIRST_VECTOR + queue;
      write(affinity(vector), "0-7");
      write(
          root.resolve("sys/kernel/irq/" + vector + "/actions"),
          queue < queues ? "eth0-TxRx-" + queue : "");
      Path folder = root.resolve("sys/class/net/eth0/queues/rx-" + queue);
      if (queue >= queues && Files.exists(folder)) {
        delete(folder);
      } else if (queue < queues && !Files.exists(folder)) {
        Files.createDirectory(folder);
        write(folder.resolve("rps_cpus"), "000");
        write(folder.resolve("rps_flow_cnt"), "0");
      }
    }
  }

  private Path affinity(int vector) {
    return root.resolve("proc/irq/" + vector + "/smp_affinity_list");
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text + "\n");
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
