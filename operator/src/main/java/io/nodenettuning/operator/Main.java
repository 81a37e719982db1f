package io.nodenettuning.operator;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.nodenettuning.operator.cluster.ApiClient;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** Starts the operator and lets it run until the process is told to end. */
public final class Main {
  private Main() {}

  /**
   * Runs the operator.
   *
   * @param args none; see {@link OperatorSettings} for the environment
   * @throws IOException when the health port cannot be had
   * @throws InterruptedException when the process is ending
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    OperatorSettings settings = OperatorSettings.from(System.getenv());
    KubernetesClient client = ApiClient.tolerant(Config.autoConfigure(null));
    OperatorProcess operator =
        new OperatorProcess(settings, client, () -> Runtime.getRuntime().halt(1));
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(operator::close));
    operator.start();
    new CountDownLatch(1).await();
  }
}
