package io.nodenettuning.daemon.kernel;

import java.util.Map;
import java.util.SortedMap;

/** Device settings behind the kernel's ethtool interface. */
public interface Ethtool {

  /** All features of a device by the kernel's name. */
  FeaturesReading features(String device);

  /**
   * Asks for features to be on or off, in one request for the device.
   *
   * <p>The kernel answers success also for bits that it did not change, and may change others that
   * depend on them: read again to see.
   *
   * @param wanted whether each named feature should be on
   * @return the features after the request
   */
  FeaturesReading setFeatures(String device, Map<String, Boolean> wanted);

  /** The parameters of a group that a device has. */
  ParametersReading parameters(String device, ParameterGroup group);

  /**
   * Sets parameters of one group in one request; those that are not named stay as they are.
   *
   * <p>A driver may round a value without a word: read again to see.
   *
   * @return the parameters after the request
   */
  ParametersReading setParameters(String device, ParameterGroup group, Map<String, Long> wanted);

  /**
   * One parameter of a device.
   *
   * @param value its value; 0 or 1 for a flag
   * @param maximum the greatest that the device takes, or {@link Long#MAX_VALUE} where it does not
   *     tell
   */
  record Parameter(long value, long maximum) {}

  /** What reading or setting parameters gave. */
  sealed interface ParametersReading {

    /** Those that the device has, by name. */
    record Parameters(SortedMap<String, Parameter> byName) implements ParametersReading {}

    /**
     * The kernel's refusal; {@link Errno#EOPNOTSUPP} where the device has none of the group.
     *
     * @param message the kernel's own explanation, or an empty text
     */
    record Refused(Errno errno, String message) implements ParametersReading {}
  }

  /**
   * One feature of a device ({@code Documentation/networking/netdev-features.rst}).
   *
   * @param hw whether it can be changed by the user
   * @param wanted whether the user asked for it
   * @param active whether it is in effect
   * @param nochange whether the kernel never lets it be changed
   */
  record Feature(boolean hw, boolean wanted, boolean active, boolean nochange) {

    /** Whether a request can never change it. */
    public boolean fixed() {
      return !hw || nochange;
    }
  }

  /** What reading or setting features gave. */
  sealed interface FeaturesReading {

    /** The features by name. */
    record Features(SortedMap<String, Feature> byName) implements FeaturesReading {}

    /**
     * The kernel's refusal.
     *
     * @param message the kernel's own explanation, or an empty text
     */
    record Refused(Errno errno, String message) implements FeaturesReading {}
  }
}
