package io.nodenettuning.e2e.cluster;

import com.github.dockerjava.api.exception.NotModifiedException;
import io.nodenettuning.e2e.machine.Checkout;
import io.nodenettuning.e2e.machine.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * A Kubernetes node with its control plane in a container: {@code rancher/k3s}, or what {@code
 * -Dk3s.image} or {@code NNT_K3S_IMAGE} names. Its CPUs have a simulated cpufreq tree, as those of
 * most virtual machines have none.
 */
final class NodeContainer extends K3sContainer {
  private static final String OFFICIAL = "rancher/k3s:v1.34.1-k3s1";
  private static final String IMAGES = "/var/lib/rancher/k3s/agent/images/";
  private static final int KUBELET_PORT = 10250;
  private static final int STOP_SECONDS = 30;

  private final String name;
  private final boolean hostNetwork;
  private MachineValues before = MachineValues.none();

  private NodeContainer(String name, boolean hostNetwork) {
    super(image());
    this.name = name;
    this.hostNetwork = hostNetwork;
    // So that lab/cluster/down finds what a test run that was killed leaves behind.
    withLabels(Map.of("io.nodenettuning.lab.cluster", name));
    setCommand(
        "server",
        "--disable=traefik,metrics-server",
        "--tls-san=" + getHost(),
        "--node-name=" + name);
    Stream.of(Checkout.operatorImage(), Checkout.daemonImage()).forEach(this::withNodeImage);
    if (hostNetwork) {
      withNetworkMode("host");
      setExposedPorts(List.of());
    }
  }

  /** A node in a network namespace of its own. */
  static NodeContainer inOwnNetwork(String name) {
    return new NodeContainer(name, false);
  }

  /** A node in this machine's network namespace; there can be only one. */
  static NodeContainer inMachineNetwork(String name) {
    return new NodeContainer(name, true);
  }

  private static DockerImageName image() {
    String name =
        Optional.ofNullable(System.getProperty("k3s.image"))
            .or(() -> Optional.ofNullable(System.getenv("NNT_K3S_IMAGE")))
            .filter(given -> !given.isBlank())
            .orElse(OFFICIAL);
    return DockerImageName.parse(name).asCompatibleSubstituteFor("rancher/k3s");
  }

  private void withNodeImage(Path tar) {
    withCopyFileToContainer(MountableFile.forHostPath(tar), IMAGES + tar.getFileName());
  }

  /** The node's name in the cluster. */
  String nodeName() {
    return name;
  }

  @Override
  public String getHost() {
    return hostNetwork ? "127.0.0.1" : super.getHost();
  }

  @Override
  public Integer getMappedPort(int port) {
    return hostNetwork ? Integer.valueOf(port) : super.getMappedPort(port);
  }

  @Override
  public void start() {
    if (hostNetwork && somebodyListens()) {
      throw new AssertionError(
          "another node lives in this machine's network namespace: lab/cluster/down --name "
              + name);
    }
    before = hostNetwork ? MachineValues.now() : before;
    super.start();
    shareMounts();
    simulateCpufreq();
  }

  private static boolean somebodyListens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), KUBELET_PORT)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Pods that follow mounts of the node, as the daemon's, need this; the official image lacks it.
   */
  private void shareMounts() {
    new Node(this).run("mount", "--make-rshared", "/").success();
  }

  /** Before any pod that mounts /sys. */
  private void simulateCpufreq() {
    copyFileToContainer(
        MountableFile.forHostPath(Checkout.lab("node/simulate-cpufreq")), "/simulate-cpufreq");
    new Node(this).run("sh", "/simulate-cpufreq").success();
  }

  /**
   * Ends the node. In the machine's namespace not by a kill, as it has to tidy up, and whatever
   * tests that failed left tuned is put back.
   */
  @Override
  public void stop() {
    if (!hostNetwork || getContainerId() == null) {
      super.stop();
      return;
    }
    try {
      getDockerClient().stopContainerCmd(getContainerId()).withTimeout(STOP_SECONDS).exec();
    } catch (NotModifiedException e) {
      logger().info("the node had ended already");
    }
    super.stop();
    // The official image leaves its rules and bridges behind.
    Program.of(Checkout.lab("cleanup").toString()).run().success();
    List<String> differed = before.putBack();
    if (!differed.isEmpty()) {
      logger().error("put back on this machine: {}", differed);
    }
  }
}
