package io.nodenettuning.daemon.plan;

import io.nodenettuning.daemon.kernel.Kernel;
import io.nodenettuning.daemon.knob.Makeup;
import io.nodenettuning.daemon.knob.Setting;

/** Says which settings are tried again though the kernel refused them for good. */
@FunctionalInterface
public interface Retries {

  /**
   * Whether the device is not what it was: what it refused then it may not refuse now.
   *
   * @param setting one that {@linkplain io.nodenettuning.daemon.knob.Knob#comesWithDevice comes
   *     with the device}
   */
  boolean isDue(Setting setting, Refusal refusal);

  /** Compares each device with what it was then. */
  static Retries comparing(Kernel kernel) {
    return (setting, refusal) -> !Makeup.of(kernel, setting.device()).equals(refusal.makeup());
  }
}
