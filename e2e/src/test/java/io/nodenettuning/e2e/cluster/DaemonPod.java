package io.nodenettuning.e2e.cluster;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/** The node daemon's pod on the one node. */
record DaemonPod(Cluster cluster) {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String IN_NAMESPACE = "-n " + RunningCluster.NAMESPACE;

  /** The pod that is there now. */
  private JsonNode pod() {
    return cluster
        .kubectl()
        .get("pods " + IN_NAMESPACE + " -l app.kubernetes.io/component=node-daemon")
        .at("/items/0");
  }

  private JsonNode container() {
    return pod().at("/status/containerStatuses/0");
  }

  /** Kills the process, as the kernel does when memory runs out, and waits for the next one. */
  void kill() {
    JsonNode before = container();
    String id = before.path("containerID").asText().replaceFirst("^containerd://", "");
    cluster.node().run("ctr", "-n", "k8s.io", "tasks", "kill", "-s", "SIGKILL", id).success();
    await("the daemon's next life")
        .atMost(SOON)
        .until(() -> {
          JsonNode now = container();
          return now.path("ready").asBoolean()
              && now.path("restartCount").asInt() > before.path("restartCount").asInt();
        });
  }

  /** Deletes the pod without waiting for its end; the DaemonSet makes another. */
  void delete() {
    String name = pod().at("/metadata/name").asText();
    cluster.kubectl().run("delete pod " + name + " " + IN_NAMESPACE + " --force --grace-period=0");
    await("another pod")
        .atMost(SOON)
        .until(() -> {
          JsonNode now = pod();
          return !now.at("/metadata/name").asText(name).equals(name)
              && now.at("/status/containerStatuses/0/ready").asBoolean();
        });
  }

  /** Keeps daemons away from the node, as a cordoned DaemonSet would, while something happens. */
  void whileAway(Runnable happening) {
    place("{\"away\":\"yes\"}");
    await("no daemon").atMost(SOON).until(() -> pod().isMissingNode());
    try {
      happening.run();
    } finally {
      place("{\"away\":null}");
    }
    await("a daemon").atMost(SOON).until(() -> container().path("ready").asBoolean());
  }

  private void place(String nodeSelector) {
    cluster
        .kubectl()
        .run(
            "patch",
            "daemonset",
            "nodenettuning-node-daemon",
            "-n",
            RunningCluster.NAMESPACE,
            "--type=merge",
            "-p",
            "{\"spec\":{\"template\":{\"spec\":{\"nodeSelector\":" + nodeSelector + "}}}}")
        .success();
  }
}
