package io.nodenettuning.operator;

import io.nodenettuning.operator.cluster.Leadership;
import java.time.Duration;
import java.util.Map;

/**
 * What the operator's environment says.
 *
 * @param namespace where the operator and the daemon run and revisions live
 * @param podName name of this pod
 * @param daemonSet name of the daemon's DaemonSet
 * @param port of health and metrics
 * @param releaseTimeout how long a delete waits for nodes that do not let go
 * @param leaseTiming how leadership is kept
 */
public record OperatorSettings(
    String namespace,
    String podName,
    String daemonSet,
    int port,
    Duration releaseTimeout,
    Leadership.Timing leaseTiming) {

  /** The settings in these environment variables. */
  public static OperatorSettings from(Map<String, String> environment) {
    return new OperatorSettings(
        required(environment, "OPERATOR_NAMESPACE"),
        required(environment, "POD_NAME"),
        environment.getOrDefault("DAEMONSET_NAME", "nodenettuning-node-daemon"),
        number(environment, "HEALTH_PORT", 8080),
        Duration.ofSeconds(number(environment, "RELEASE_TIMEOUT_SECONDS", 120)),
        Leadership.Timing.DEFAULT);
  }

  private static String required(Map<String, String> environment, String name) {
    String value = environment.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(name + " is not set");
    }
    return value;
  }

  private static int number(Map<String, String> environment, String name, int otherwise) {
    String value = environment.get(name);
    try {
      return value == null || value.isBlank() ? otherwise : Integer.parseInt(value.trim());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s: \"%s\" is not a number; want for instance %d".formatted(name, value, otherwise), e);
    }
  }
}
