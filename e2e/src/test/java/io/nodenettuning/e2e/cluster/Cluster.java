package io.nodenettuning.e2e.cluster;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cluster of one node, shared by all test classes that ask for the same kind. After each test its
 * tunings and interfaces are gone; after a failed one there is a file that tells what was there.
 */
final class Cluster implements BeforeAllCallback, AfterTestExecutionCallback, AfterEachCallback {
  private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);

  private final String name;
  private final Function<String, NodeContainer> kind;
  private final Deque<Nic> interfaces = new ArrayDeque<>();
  private @Nullable RunningCluster running;

  private Cluster(String name, Function<String, NodeContainer> kind) {
    this.name = name;
    this.kind = kind;
  }

  /** A node in a network namespace of its own. */
  static Cluster inOwnNetwork() {
    return new Cluster("e2e", NodeContainer::inOwnNetwork);
  }

  /** A node in this machine's network namespace: with its sysctls and its interfaces. */
  static Cluster inMachineNetwork() {
    return new Cluster("e2e-host", NodeContainer::inMachineNetwork);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    running =
        context
            .getRoot()
            .getStore(Namespace.create(Cluster.class))
            .computeIfAbsent(
                name, _ -> RunningCluster.start(kind.apply(name)), RunningCluster.class);
  }

  private RunningCluster running() {
    return Objects.requireNonNull(running);
  }

  /** The node's kernel. */
  Node node() {
    return running().node();
  }

  /** What the node's daemon reports. */
  NodeState state() {
    return new NodeState(kubectl(), name);
  }

  /** The user's tool. */
  Kubectl kubectl() {
    return running().kubectl();
  }

  /** Installs the chart again. */
  void install() {
    running().install();
  }

  /** Upgrades the chart to itself: what is missing of it comes back. */
  void upgrade() {
    running().upgrade();
  }

  /** Uninstalls the chart. */
  void uninstall() {
    running().uninstall();
  }

  /** Sets the number of operators, and waits until just so many run. */
  void scaleOperator(int replicas) {
    String inNamespace = " -n " + RunningCluster.NAMESPACE;
    String deployment = " deployment/nodenettuning-operator";
    String pods = " pod -l app.kubernetes.io/component=operator";
    kubectl().run("scale --replicas=" + replicas + inNamespace + deployment);
    kubectl()
        .run(
            replicas == 0
                ? "wait --for=delete --timeout=60s" + inNamespace + pods
                : "rollout status --timeout=60s" + inNamespace + deployment);
  }

  /** A tuning, not yet applied; it is deleted after the test. */
  Tuning tuning(String tuning) {
    return new Tuning(kubectl(), tuning);
  }

  /** A new interface with four queues in the node; it is removed after the test. */
  Nic veth(String nic) {
    Nic veth = Nic.veth(node(), nic);
    interfaces.push(veth);
    return veth;
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    if (context.getExecutionException().isPresent()) {
      String test =
          context.getRequiredTestClass().getSimpleName()
              + "."
              + context.getRequiredTestMethod().getName();
      LOG.atError()
          .addKeyValue("diagnostics", new Diagnostics(running()).write(test))
          .log("{} failed", test);
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    kubectl().run("delete nodenettunings --all --timeout=60s");
    while (!interfaces.isEmpty()) {
      interfaces.pop().remove();
    }
  }
}
