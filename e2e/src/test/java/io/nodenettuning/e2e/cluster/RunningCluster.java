package io.nodenettuning.e2e.cluster;

import io.nodenettuning.e2e.machine.Checkout;
import io.nodenettuning.e2e.machine.Program;
import io.nodenettuning.e2e.machine.Program.Ended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A node with the chart installed. */
final class RunningCluster implements AutoCloseable {
  /** Where the chart is installed. */
  static final String NAMESPACE = "nodenettuning";

  private static final String RELEASE = "nodenettuning";

  private final NodeContainer container;
  private final Kubectl kubectl;
  private final Program helm;
  private final Thread whenInterrupted = new Thread(this::stop);

  private RunningCluster(NodeContainer container) {
    this.container = container;
    Path kubeconfig = kubeconfig(container);
    this.kubectl = Kubectl.with(kubeconfig);
    this.helm = Program.prepared("helm").with("KUBECONFIG", kubeconfig.toString());
    Runtime.getRuntime().addShutdownHook(whenInterrupted);
  }

  /** Starts the node and installs the chart. */
  static RunningCluster start(NodeContainer container) {
    container.start();
    RunningCluster cluster = new RunningCluster(container);
    Ended installed = cluster.tryToInstall();
    if (installed.status() != 0) {
      String diagnostics = new Diagnostics(cluster).text();
      cluster.close();
      throw new AssertionError(installed + "\n" + diagnostics);
    }
    return cluster;
  }

  private static Path kubeconfig(NodeContainer container) {
    try {
      Path file = Files.createTempFile("kubeconfig", ".yaml");
      file.toFile().deleteOnExit();
      return Files.writeString(file, container.getKubeConfigYaml());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Installs the chart, with a daemon that looks often, so that tests need not wait. */
  void install() {
    tryToInstall().success();
  }

  private Ended tryToInstall() {
    return release("install", "--create-namespace", "--set", "nodeDaemon.interval=2s");
  }

  /** Upgrades the chart to itself. */
  void upgrade() {
    release("upgrade", "--reuse-values").success();
  }

  private Ended release(String command, String... options) {
    Stream<String> fixed =
        Stream.of(
            command,
            RELEASE,
            Checkout.CHART.toString(),
            "--namespace",
            NAMESPACE,
            "--wait",
            "--timeout",
            "2m");
    return helm.run(Stream.concat(fixed, Stream.of(options)).toArray(String[]::new));
  }

  /** Uninstalls the chart. */
  void uninstall() {
    helm.run("uninstall", RELEASE, "--namespace", NAMESPACE, "--wait").success();
  }

  /** The node. */
  Node node() {
    return new Node(container);
  }

  /** The user's tool. */
  Kubectl kubectl() {
    return kubectl;
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(whenInterrupted);
    stop();
  }

  private void stop() {
    container.stop();
  }
}
