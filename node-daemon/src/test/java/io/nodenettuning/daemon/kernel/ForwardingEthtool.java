package io.nodenettuning.daemon.kernel;

import java.util.Map;

/** Asks another one everything; tests override what is to be otherwise. */
public abstract class ForwardingEthtool implements Ethtool {
  private final Ethtool other;

  /** Asks that one. */
  protected ForwardingEthtool(Ethtool other) {
    this.other = other;
  }

  @Override
  public FeaturesReading features(String device) {
    return other.features(device);
  }

  @Override
  public FeaturesReading setFeatures(String device, Map<String, Boolean> wanted) {
    return other.setFeatures(device, wanted);
  }

  @Override
  public ParametersReading parameters(String device, ParameterGroup group) {
    return other.parameters(device, group);
  }

  @Override
  public ParametersReading setParameters(
      String device, ParameterGroup group, Map<String, Long> wanted) {
    return other.setParameters(device, group, wanted);
  }
}
