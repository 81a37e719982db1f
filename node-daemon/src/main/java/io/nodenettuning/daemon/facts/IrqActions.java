package io.nodenettuning.daemon.facts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The handlers of interrupts by the names that drivers gave them: {@code /sys/kernel/irq/N/actions}
 * ({@code Documentation/ABI/testing/sysfs-kernel-irq}), or {@code /proc/interrupts} where a
 * recording has no more than that; on a node that would touch every CPU's counters.
 */
final class IrqActions {
  private static final String IRQS = "/sys/kernel/irq";
  private static final Pattern NO_ACTION = Pattern.compile("(?i)(.*-)?(edge|level|fasteoi)");

  private final FactFiles files;
  private @Nullable Map<Integer, List<String>> listed;

  IrqActions(FactFiles files) {
    this.files = files;
  }

  /** All interrupts, ascending. */
  List<Integer> irqs() {
    List<Integer> irqs = files.numbered(IRQS, "");
    return irqs.isEmpty() ? listed().keySet().stream().sorted().toList() : irqs;
  }

  /** The names of an interrupt's handlers; none while nothing handles it. */
  List<String> of(int irq) {
    Optional<String> actions = files.files().read(IRQS + "/" + irq + "/actions").text();
    if (actions.isPresent()) {
      return names(actions.get());
    }
    return files.files().exists(IRQS) ? List.of() : listed().getOrDefault(irq, List.of());
  }

  private static List<String> names(String actions) {
    if (actions.indexOf(',') < 0) {
      String only = actions.strip();
      return only.isEmpty() ? List.of() : List.of(only);
    }
    return Stream.of(actions.split(",")).map(String::strip).filter(n -> !n.isEmpty()).toList();
  }

  private Map<Integer, List<String>> listed() {
    if (listed == null) {
      Map<Integer, List<String>> byIrq = new HashMap<>();
      files
          .files()
          .readAll("/proc/interrupts")
          .text()
          .orElse("")
          .lines()
          .forEach(line -> addLine(line.strip().split("\\s+"), byIrq));
      listed = byIrq;
    }
    return listed;
  }

  /** {@code 38: 0 33081 PCI-MSIX-0000:00:03.0 1-edge virtio2-input.0, other}. */
  private static void addLine(String[] words, Map<Integer, List<String>> byIrq) {
    if (!words[0].matches("\\d{1,9}:")) {
      return;
    }
    List<String> names = new ArrayList<>();
    int at = words.length - 1;
    if (!NO_ACTION.matcher(words[at]).matches()) {
      names.addFirst(words[at]);
      while (words[at - 1].endsWith(",")) {
        at--;
        names.addFirst(words[at].substring(0, words[at].length() - 1));
      }
    }
    byIrq.put(Integer.valueOf(words[0].substring(0, words[0].length() - 1)), List.copyOf(names));
  }
}
