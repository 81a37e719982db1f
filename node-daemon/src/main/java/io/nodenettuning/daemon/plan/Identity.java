package io.nodenettuning.daemon.plan;

/** Which device a setting's key is of. */
public final class Identity {
  private Identity() {}

  /** The device's identity in a key, or the whole place where it is of no device. */
  public static String of(String key) {
    int slash = key.indexOf('/');
    return key.substring(key.indexOf(':') + 1, slash < 0 ? key.length() : slash);
  }

  /** Whether a key is of an interface that is on no bus: gone for good once it is gone. */
  static boolean isOfVirtualDevice(String key) {
    String identity = of(key);
    return identity.startsWith("if") && !identity.contains("@") && key.contains("/");
  }
}
