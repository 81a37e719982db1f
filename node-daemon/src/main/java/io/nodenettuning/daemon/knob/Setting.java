package io.nodenettuning.daemon.knob;

/**
 * One value in one place of this node.
 *
 * @param id stable name that people see, such as {@code rps:eth0/rx-0}
 * @param key the same by the device's identity instead of its name: journal and history use it
 * @param knob what reads and writes it
 * @param device name of the network interface it belongs to, or an empty text
 * @param attribute where it is: a file's path, or the knob's own name of it
 */
public record Setting(String id, String key, Knob knob, String device, String attribute) {

  /** Settings are told apart by their keys alone. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Setting setting && key.equals(setting.key);
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }
}
