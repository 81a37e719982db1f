package io.nodenettuning.daemon.plan;

import java.util.Optional;

/** Which device a setting's key is of: see {@link io.nodenettuning.daemon.facts.Nic#identity}. */
public final class Identity {
  /** What stands for the device in the keys of all interrupts that serve no queue. */
  public static final String OF_INTERRUPTS = "irq";

  private Identity() {}

  /** The device's identity in a key, or the whole place where it is of no device. */
  public static String of(String key) {
    int slash = key.indexOf('/');
    return key.substring(key.indexOf(':') + 1, slash < 0 ? key.length() : slash);
  }

  /** Whether a key is of a network interface. */
  static boolean isOfDevice(String key) {
    String identity = of(key);
    return key.contains("/")
        && identity.startsWith("if")
        && identity.length() > 2
        && Character.isDigit(identity.charAt(2));
  }

  /** The bus address of a key's device; nothing for one that is on no bus. */
  static Optional<String> bus(String key) {
    String identity = of(key);
    int at = identity.indexOf('@');
    return at < 0 ? Optional.empty() : Optional.of(identity.substring(at + 1));
  }
}
