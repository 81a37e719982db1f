package io.nodenettuning.daemon.facts;

import io.nodenettuning.daemon.kernel.Answer;
import io.nodenettuning.daemon.kernel.Ethtool.FeaturesReading;
import io.nodenettuning.daemon.kernel.Ethtool.ParametersReading;
import io.nodenettuning.daemon.kernel.Kernel;
import io.nodenettuning.daemon.kernel.ParameterGroup;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What devices have and how much of it they can have. To ask takes the kernel's network lock, so a
 * device is asked when somebody needs to know, and once. For one thread.
 */
public final class DeviceParameters {
  private final Kernel kernel;
  private final Map<Question, ParametersReading> answers = new HashMap<>();
  private final Map<String, Answer<List<Integer>>> tables = new HashMap<>();

  private final Map<String, FeaturesReading> features = new HashMap<>();

  private record Question(String device, ParameterGroup group) {}

  /** Asks this kernel. */
  public DeviceParameters(Kernel kernel) {
    this.kernel = kernel;
  }

  /** The parameters of a group that a device has. */
  public ParametersReading of(Nic nic, ParameterGroup group) {
    return answers.computeIfAbsent(
        new Question(nic.identity(), group), _ -> kernel.ethtool().parameters(nic.name(), group));
  }

  /** The receive queue of each value of a device's hash. */
  public Answer<List<Integer>> indirection(Nic nic) {
    return tables.computeIfAbsent(
        nic.identity(), _ -> kernel.receiveHash().indirection(nic.name()));
  }

  /** The features of a device. */
  public FeaturesReading features(Nic nic) {
    return features.computeIfAbsent(nic.identity(), _ -> kernel.ethtool().features(nic.name()));
  }
}
