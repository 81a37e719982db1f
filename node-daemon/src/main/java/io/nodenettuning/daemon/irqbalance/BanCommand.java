package io.nodenettuning.daemon.irqbalance;

import java.util.Collection;

/**
 * The command that replaces irqbalance's ban list.
 *
 * <p>Before 1.9.5, irqbalance reads 500 bytes of a command and drops the rest. Numbers stand so
 * that no number lies across that edge: it would be banned by its first digits.
 */
final class BanCommand {
  private static final int BYTES_READ = 500;
  private static final String BAN = "settings ban irqs";

  private BanCommand() {}

  /**
   * The command; those in front are the last to be dropped.
   *
   * @param irqs numbers without repetition, with 0 nowhere but in front: it ends the list elsewhere
   */
  static String of(Collection<Integer> irqs) {
    if (irqs.isEmpty()) {
      return BAN + " NONE";
    }
    StringBuilder command = new StringBuilder(BAN);
    for (int irq : irqs) {
      String word = " " + irq;
      if (command.length() < BYTES_READ && command.length() + word.length() > BYTES_READ) {
        command.repeat(' ', BYTES_READ - command.length());
      }
      command.append(word);
    }
    return command.toString();
  }

  /** Whether every irqbalance reads all of a command. */
  static boolean isReadWhole(String command) {
    return command.length() <= BYTES_READ;
  }
}
