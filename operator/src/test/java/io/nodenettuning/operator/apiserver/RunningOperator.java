package io.nodenettuning.operator.apiserver;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.nodenettuning.operator.OperatorProcess;
import io.nodenettuning.operator.OperatorSettings;
import io.nodenettuning.operator.cluster.Leadership;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** An operator in this JVM, with the rights that ship and short times. */
final class RunningOperator implements AutoCloseable {
  static final Duration RELEASE_TIMEOUT = Duration.ofSeconds(5);
  static final Duration LEASE = Duration.ofSeconds(4);
  private static final Leadership.Timing TIMING =
      new Leadership.Timing(LEASE, Duration.ofSeconds(3), Duration.ofMillis(300));

  private final KubernetesClient client;
  private final OperatorProcess process;
  private final AtomicBoolean fatal = new AtomicBoolean();

  RunningOperator(ApiServer server, String name) throws IOException {
    client = server.asOperator();
    process =
        new OperatorProcess(
            new OperatorSettings(
                ApiServer.NAMESPACE, name, "nodenettuning-node-daemon", 0, RELEASE_TIMEOUT, TIMING),
            client,
            () -> fatal.set(true));
    process.start();
  }

  int healthPort() {
    return process.healthPort();
  }

  boolean failed() {
    return fatal.get();
  }

  @Override
  public void close() {
    process.close();
    client.close();
  }
}
