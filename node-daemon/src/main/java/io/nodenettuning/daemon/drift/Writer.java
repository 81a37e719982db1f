package io.nodenettuning.daemon.drift;

import java.util.Optional;

/**
 * A process that wrote, as far as it is known. Never its arguments or environment, which can hold
 * secrets. Texts are as the process or the kernel made them: bound and clean them before they leave
 * the node.
 *
 * @param pid its number, 0 where it is not known
 * @param command its command name ({@code comm}, at most 15 bytes), empty where it is not known
 * @param executable path of its program as it sees it, empty where it is not known
 * @param login number of the user who logged in, -1 where nobody did
 * @param home what it belongs to
 */
public record Writer(int pid, String command, String executable, long login, Home home) {

  /** Nobody logged in. */
  static final long NOBODY = -1;

  /** Nobody knows. */
  public static final Writer UNKNOWN = new Writer(0, "", "", NOBODY, Home.UNKNOWN);

  /** One of whom only the number is known. */
  static Writer numbered(int pid) {
    return pid <= 0 ? UNKNOWN : new Writer(pid, "", "", NOBODY, Home.UNKNOWN);
  }

  /** Whether there is a name to tell. */
  public boolean named() {
    return !command.isEmpty();
  }

  /** Which program it is, where it is one that is known to set what tunings set. */
  public Optional<KnownWriter> known() {
    return KnownWriter.of(this);
  }

  /** For people, such as {@code irqbalance (PID 812, irqbalance.service)}. */
  @Override
  public String toString() {
    if (pid == 0 && !named()) {
      return "unknown";
    }
    String name = named() ? command : "a process that was gone at once";
    String number = pid == 0 ? "" : "PID " + pid;
    String details =
        number + (number.isEmpty() || home.toString().isEmpty() ? "" : ", ") + home.toString();
    return details.isEmpty() ? name : "%s (%s)".formatted(name, details);
  }
}
