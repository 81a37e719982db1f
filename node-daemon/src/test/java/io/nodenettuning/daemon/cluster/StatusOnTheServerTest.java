package io.nodenettuning.daemon.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.nodenettuning.api.InterfaceType;
import io.nodenettuning.api.Limits;
import io.nodenettuning.api.NodeFacts;
import io.nodenettuning.api.NodeNetTuningStateSpec;
import io.nodenettuning.api.NodeNetTuningStateStatus;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.agent.DriftEntry;
import io.nodenettuning.daemon.agent.Origin;
import io.nodenettuning.daemon.cluster.status.ByHand;
import io.nodenettuning.daemon.cluster.status.Warning;
import io.nodenettuning.daemon.facts.Nic;
import io.nodenettuning.daemon.facts.NicCapabilities;
import io.nodenettuning.daemon.plan.FoundDrift;
import io.nodenettuning.daemon.plan.NodeTuning;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statuses as the API server takes them from a daemon with the rights of the chart. */
@Tag("apiserver")
class StatusOnTheServerTest {
  @TempDir private Path folder;
  private Cluster cluster;
  private ApiServer server;
  private String node;
  private String uid;

  @BeforeEach
  void connect(TestInfo test) throws IOException {
    cluster = Cluster.running();
    node = "status-" + Integer.toHexString(test.getDisplayName().hashCode());
    uid = cluster.node(node);
    cluster.mount(node, folder.resolve("serviceaccount"));
    server =
        new ApiServer(
            ApiServer.inCluster(
                folder.resolve("serviceaccount"),
                Map.of(
                    "KUBERNETES_SERVICE_HOST",
                    "127.0.0.1",
                    "KUBERNETES_SERVICE_PORT",
                    Integer.toString(cluster.port()))),
            node,
            Cluster.NAMESPACE);
    cluster.hand(node, uid);
  }

  @AfterEach
  void disconnect() {
    server.close();
  }

  private StateObject object() {
    ObjectMeta meta = cluster.state(node).get().getMetadata();
    return new StateObject(
        meta.getUid(),
        meta.getGeneration(),
        meta.getResourceVersion(),
        new NodeNetTuningStateSpec(uid, null, null),
        null);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 128})
  void whateverANodeSaysTheSchemaTakesItAndItReadsBackEqual(int tunings) throws IOException {
    ByHand told = new ByHand(folder.resolve("node"));
    String odd = "ü\u0000語😀\n".repeat(500);
    for (int i = 0; i < tunings; i++) {
      String name = "t%03d".formatted(i) + "x".repeat(Limits.NAME - 4);
      told.tuning(name, new NodeTuning.NotUnderstood(odd), null);
      for (int rule = 0; rule < 20; rule++) {
        told.unmatched(name, odd + rule);
      }
      for (Outcome outcome : Outcome.values()) {
        told.row(name, odd + outcome, outcome, odd, true);
      }
    }
    for (int i = 0; i < 10; i++) {
      told.drift(
          new DriftEntry(
              new FoundDrift(odd, odd, odd, odd, odd, odd, odd, false),
              Instant.EPOCH,
              Origin.UNKNOWN));
    }
    for (Warning.Kind kind : Warning.Kind.values()) {
      told.warning(new Warning(kind, odd));
    }
    told.interfaces(oddInterfaces(odd));
    NodeNetTuningStateStatus status = told.status();

    StateObject after = server.write(object(), status);

    assertThat(after.status()).isEqualTo(status);
    assertThat(ClusterJson.bytes(status)).isLessThanOrEqualTo(Limits.STATE_BYTES);
  }

  private static Map<Nic, NicCapabilities> oddInterfaces(String odd) {
    Map<Nic, NicCapabilities> nics = new LinkedHashMap<>();
    for (int i = 0; i < 40; i++) {
      SortedMap<String, Boolean> features = new TreeMap<>();
      SortedMap<String, NicCapabilities.Capacity> capacities = new TreeMap<>();
      for (int name = 0; name < 100; name++) {
        features.put(name + odd, true);
        capacities.put(name + odd, new NicCapabilities.Capacity(0, null));
      }
      for (String name : List.of("rx", "tx", "combined")) {
        capacities.put(name, new NicCapabilities.Capacity(0xffff_ffffL, 0xffff_ffffL));
      }
      nics.put(
          new Nic(
              odd + i,
              i,
              InterfaceType.Bond,
              i % 10 + odd,
              odd + i,
              null,
              odd,
              i - 1,
              true,
              Set.of(),
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              List.of()),
          new NicCapabilities(
              capacities, capacities, capacities, features, features, Integer.MAX_VALUE, 1));
    }
    return nics;
  }

  @Test
  void whatANodeHasAndCanBeSetToReadsBackEqual() throws IOException {
    NodeNetTuningStateStatus status =
        new ByHand(folder.resolve("node"))
            .tuning("edge", new NodeTuning.Awaited("x"), "x")
            .status();

    NodeFacts facts =
        Objects.requireNonNull(
            Objects.requireNonNull(server.write(object(), status).status()).facts());

    assertThat(facts).isEqualTo(status.facts());
    assertThat(Objects.requireNonNull(facts.interfaces()).getFirst().channels()).isNotNull();
    assertThat(facts.drivers()).isNotEmpty();
    assertThat(facts.missingSysctls()).isNotEmpty();
  }

  @Test
  void theSameStatusTwiceChangesNothing() throws IOException {
    NodeNetTuningStateStatus status = new ByHand(folder.resolve("node")).status();
    StateObject once = server.write(object(), status);

    StateObject twice = server.write(object(), status);

    assertThat(twice.resourceVersion()).isEqualTo(once.resourceVersion());
  }

  @Test
  void whatIsNoLongerSaidIsGone() throws IOException {
    ByHand told = new ByHand(folder.resolve("node")).irqbalance();
    server.write(object(), told.status());
    NodeNetTuningStateStatus less = new ByHand(folder.resolve("node2")).status();

    assertThat(server.write(object(), less).status()).isEqualTo(less);
    assertThat(Objects.requireNonNull(cluster.status(node).orElseThrow().conditions())).hasSize(1);
  }

  @Test
  void aStatusForAnObjectThatIsGoneOrWasMadeAnewIsRefused() {
    NodeNetTuningStateStatus status = new ByHand(folder.resolve("node")).status();
    StateObject before = object();
    cluster.state(node).delete();
    assertThatThrownBy(() -> server.write(before, status))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not found");
    cluster.hand(node, uid);

    assertThatThrownBy(() -> server.write(before, status)).isInstanceOf(OutdatedException.class);

    assertThat(cluster.status(node)).isEmpty();
  }

  @Test
  void aStatusOnASpecThatHasChangedIsRefused() {
    NodeNetTuningStateStatus status = new ByHand(folder.resolve("node")).status();
    StateObject before = object();
    cluster.hand(node, uid, "edge-1");

    assertThatThrownBy(() -> server.write(before, status)).isInstanceOf(OutdatedException.class);

    assertThat(cluster.status(node)).isEmpty();
  }

  @Test
  void aRevisionThatIsNotThereIsNothingAndOneThatMayNotBeReadIsAProblem() throws IOException {
    assertThat(server.content("none-at-all")).isEmpty();
    assertThatThrownBy(() -> server.content("../../kube-system/secrets"))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aRevisionIsReadAsItWasWritten() throws IOException {
    String name = node + "-1";
    cluster.revision(name, "{mode: Audit, unknown: {a: [1, 2.50]}}");

    assertThat(server.content(name)).contains("{\"mode\":\"Audit\",\"unknown\":{\"a\":[1,2.5]}}");
  }
}
