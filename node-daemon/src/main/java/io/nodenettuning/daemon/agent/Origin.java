package io.nodenettuning.daemon.agent;

import io.nodenettuning.daemon.drift.Writer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who or what changed a setting, as far as the kernel tells.
 *
 * @param writers all who wrote it between the two looks that found it changed, or are suspected to
 *     have changed its device; who is alone did it
 * @param event what the kernel told of its device meanwhile, or an empty text: then a driver made
 *     it anew
 */
public record Origin(List<Writer> writers, String event) {
  /** More than these are told by nobody who looks for one. */
  private static final int SUSPECTS = 4;

  /** Nobody was seen. */
  public static final Origin UNKNOWN = new Origin(List.of(), "");

  /**
   * What happened to a device meanwhile, or to a CPU.
   *
   * @param events by the device's name; by an empty text what happened to CPUs
   */
  static Origin event(String device, Map<String, Origin> events) {
    Origin ofDevice = device.isEmpty() ? null : events.get(device);
    return ofDevice != null ? ofDevice : events.getOrDefault("", UNKNOWN);
  }

  /**
   * This, and what was heard later of the same device: of several who are suspected, each may have
   * done it, and who is suspected stays so when the device's own events follow.
   */
  Origin and(Origin later) {
    Set<Writer> all = new LinkedHashSet<>(writers);
    all.addAll(later.writers());
    return new Origin(
        all.stream().limit(SUSPECTS).toList(), later.event().isEmpty() ? event : later.event());
  }

  /** Whether no process was seen, but something that makes drivers set things anew. */
  boolean isDriver() {
    return writers.isEmpty() && !event.isEmpty();
  }

  /**
   * Whether what was heard only after a look tells more of what that found: any more than nothing,
   * and somebody who is suspected more than an event that nobody is suspected of.
   */
  boolean yieldsTo(Origin later) {
    return writers.isEmpty()
        && !later.equals(UNKNOWN)
        && (event.isEmpty() || !later.writers.isEmpty());
  }

  /** The same, with what is known of a writer by now. */
  Origin named(Writer writer) {
    return new Origin(
        writers.stream()
            .map(known -> known.pid() == writer.pid() && !known.named() ? writer : known)
            .toList(),
        event);
  }

  /** What to do about the writer, where it is a program that is known; else an empty text. */
  public String advice() {
    return writers.stream()
        .flatMap(writer -> writer.known().stream())
        .map(known -> known.advice())
        .distinct()
        .collect(Collectors.joining("; "));
  }

  /**
   * For people: {@code irqbalance (PID 812, irqbalance.service)}, {@code driver (...)}. A process
   * chooses its name, so nothing of it acts on a terminal or begins a line in a log.
   */
  @Override
  public String toString() {
    return text()
        .codePoints()
        .map(c -> Character.isISOControl(c) ? '?' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private String text() {
    if (!writers.isEmpty()) {
      String all = writers.stream().map(Writer::toString).collect(Collectors.joining(" or "));
      return writers.size() == 1 ? all : "one of " + all;
    }
    return event.isEmpty() ? "unknown" : "driver (" + event + ")";
  }
}
