package io.nodenettuning.daemon.facts;

import io.nodenettuning.daemon.kernel.Ethtool;
import io.nodenettuning.daemon.kernel.Ethtool.ParametersReading;
import io.nodenettuning.daemon.kernel.ParameterGroup;
import java.util.HashMap;
import java.util.Map;

/**
 * What devices have and how much of it they can have. To ask takes the kernel's network lock, so a
 * device is asked when somebody needs to know, and not again until it is {@linkplain #forget
 * forgotten}. For one thread.
 */
public final class DeviceParameters {
  private final Ethtool ethtool;
  private final Map<Question, ParametersReading> answers = new HashMap<>();

  private record Question(String device, ParameterGroup group) {}

  /** Asks this interface of the kernel. */
  public DeviceParameters(Ethtool ethtool) {
    this.ethtool = ethtool;
  }

  /** The parameters of a group that a device has. */
  public ParametersReading of(Nic nic, ParameterGroup group) {
    return answers.computeIfAbsent(
        new Question(nic.identity(), group), _ -> ethtool.parameters(nic.name(), group));
  }

  /** Asks anew from now on. */
  public void forget() {
    answers.clear();
  }
}
