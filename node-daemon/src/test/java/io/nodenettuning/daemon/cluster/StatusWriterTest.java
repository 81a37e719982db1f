package io.nodenettuning.daemon.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nodenettuning.api.NodeNetTuningStateSpec;
import io.nodenettuning.api.NodeNetTuningStateStatus;
import io.nodenettuning.daemon.FolderNode;
import io.nodenettuning.daemon.agent.Report;
import io.nodenettuning.daemon.cluster.status.NodeStatus;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.FactsReader;
import io.nodenettuning.daemon.facts.NodeCapabilities;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusWriterTest {
  private record Written(String uid, NodeNetTuningStateStatus status, long nanos) {}

  @TempDir private Path folder;
  private final Worker worker = new Worker();
  private final List<Written> written = new CopyOnWriteArrayList<>();
  private volatile boolean away;
  private volatile Instant now = Instant.parse("2026-11-22T12:00:00Z");
  private Facts facts;
  private NodeCapabilities capabilities = NodeCapabilities.UNKNOWN;
  private TuningFeed feed;
  private StatusWriter writer;
  private final AtomicInteger version = new AtomicInteger(100);
  private volatile long generationThere;
  private volatile UnaryOperator<NodeNetTuningStateStatus> asReadBack = status -> status;

  @BeforeEach
  void begin() {
    FolderNode node = new FolderNode(folder);
    facts = node.facts();
    capabilities = new FactsReader(node.kernel()).capabilities(facts.nics());
    InstantSource clock = () -> now;
    feed =
        new TuningFeed(
            new LastSpec(folder.resolve("nnt")),
            _ -> Optional.empty(),
            new NodeIdentity(new ServiceAccountToken(folder.resolve("token")), "boot-1"),
            worker,
            clock,
            () -> {});
    writer =
        new StatusWriter(
            feed,
            this::write,
            new NodeStatus(ClusterJson::bytes),
            "0.1.0",
            worker,
            clock,
            Duration.ofSeconds(1));
  }

  @AfterEach
  void end() {
    worker.close();
  }

  private StateObject write(StateObject object, NodeNetTuningStateStatus status)
      throws IOException {
    if (away) {
      throw new IOException("connection refused");
    }
    written.add(new Written(object.uid(), status, System.nanoTime()));
    return new StateObject(
        object.uid(),
        generationThere == 0 ? object.generation() : generationThere,
        Integer.toString(version.incrementAndGet()),
        object.spec(),
        asReadBack.apply(status));
  }

  private void settle() {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    worker.now(() -> done.complete(true));
    assertThat(done.join()).isTrue();
  }

  private void object(String uid, long generation, NodeNetTuningStateStatus... status) {
    worker.now(() -> {
      feed.changed(
          new StateObject(
              uid,
              generation,
              Integer.toString(version.incrementAndGet()),
              new NodeNetTuningStateSpec("node-1", false, List.of()),
              status.length == 0 ? null : status[0]));
      writer.objectChanged();
    });
    settle();
  }

  private Report pass(long driftsTotal) {
    Report report =
        new Report(
            feed.current().orElseThrow(),
            facts,
            List.of(),
            Map.of(),
            List.of(),
            driftsTotal,
            Map.of(),
            0,
            null,
            List.of(),
            capabilities);
    writer.report(report);
    return report;
  }

  private static long drifts(Written written) {
    return Objects.requireNonNull(written.status().driftsTotal());
  }

  @Test
  void aReportIsWrittenOnceHoweverOftenItComes() {
    object("o1", 1);
    for (int i = 0; i < 5; i++) {
      pass(0);
      settle();
      now = now.plusSeconds(30);
    }

    assertThat(written).hasSize(1);
    assertThat(written.getFirst().status().observedGeneration()).isEqualTo(1);
  }

  @Test
  void whatInterfacesCanBeSetToIsWaitedFor() {
    NodeCapabilities asked = capabilities;
    object("o1", 1);
    for (NodeCapabilities known :
        List.of(
            NodeCapabilities.UNKNOWN,
            new NodeCapabilities(true, Map.of(), asked.missingSysctls()))) {
      capabilities = known;
      pass(0);
      settle();
      assertThat(written).isEmpty();
    }

    capabilities = asked;
    pass(0);
    settle();
    assertThat(written).hasSize(1);
  }

  @Test
  void aBurstOfReportsIsTheFirstAndTheLast() {
    object("o1", 1);
    pass(1);
    settle();
    for (int drifts = 2; drifts <= 50; drifts++) {
      pass(drifts);
      settle();
    }

    await().untilAsserted(() -> assertThat(written).hasSize(2));
    assertThat(written).extracting(StatusWriterTest::drifts).containsExactly(1L, 50L);
    assertThat(written.get(1).nanos() - written.get(0).nanos())
        .isGreaterThanOrEqualTo(Duration.ofMillis(999).toNanos());
  }

  @Test
  void aStatusThatIsThereAlreadyIsNotWrittenByTheNextDaemon() {
    object("o1", 1);
    pass(0);
    settle();
    NodeNetTuningStateStatus status = written.getFirst().status();
    written.clear();
    end();
    StatusWriterTest next = new StatusWriterTest();
    next.folder = folder;
    next.begin();

    next.object("o1", 1, status);
    next.pass(0);
    next.settle();

    assertThat(next.written).isEmpty();
    next.end();
  }

  @Test
  void aStatusThatSomebodyChangedIsPutRight() {
    object("o1", 1);
    pass(0);
    settle();

    NodeNetTuningStateStatus foreign =
        new NodeNetTuningStateStatus(
            "node-1", null, null, null, null, null, null, null, null, null, null, null);
    object("o1", 1, foreign);

    await().untilAsserted(() -> assertThat(written).hasSize(2));
    assertThat(written.get(1).status()).isEqualTo(written.get(0).status());
  }

  @Test
  void aReportOnWhatIsNoLongerToBeDoneIsNotWritten() {
    object("o1", 1);
    Report outdated = pass(0);
    settle();
    object("o1", 2);

    writer.report(outdated);
    settle();
    assertThat(written).hasSize(1);

    pass(0);
    await().untilAsserted(() -> assertThat(written).hasSize(2));
    assertThat(written.get(1).status().observedGeneration()).isEqualTo(2);
  }

  @Test
  void nothingIsWrittenWhileTheObjectIsGoneAndTheNextOneGetsItsReport() {
    object("o1", 1);
    pass(0);
    settle();
    worker.now(feed::gone);
    pass(5);
    settle();
    assertThat(written).hasSize(1);

    object("o2", 1);
    pass(5);

    await().untilAsserted(() -> assertThat(written).hasSize(2));
    assertThat(written.get(1).uid()).isEqualTo("o2");
    assertThat(written.get(1).status().driftsTotal()).isEqualTo(5);
  }

  @Test
  void whatCannotBeWrittenIsTriedAgainWithTheLatest() {
    object("o1", 1);
    away = true;
    pass(1);
    settle();
    pass(2);
    settle();
    assertThat(written).isEmpty();

    away = false;

    await().untilAsserted(() -> assertThat(written).hasSize(1));
    assertThat(drifts(written.getFirst())).isEqualTo(2);
  }

  @Test
  void aSpecThatIsFirstSeenInTheAnswerToAWriteIsNotMissed() {
    object("o1", 1);
    generationThere = 2;
    pass(0);
    settle();

    assertThat(feed.current().orElseThrow().generation()).isEqualTo(2);
    pass(0);
    await().untilAsserted(() -> assertThat(written).hasSize(2));
    assertThat(written.get(1).status().observedGeneration()).isEqualTo(2);
  }

  @Test
  void aStatusThatReadsDifferentlyOnceItIsThereIsNotSentAgainAndAgain() {
    asReadBack =
        status ->
            new NodeNetTuningStateStatus(
                "node-1", null, null, null, null, null, null, null, null, null, null, null);
    object("o1", 1);
    for (int i = 0; i < 5; i++) {
      pass(0);
      settle();
    }

    assertThat(written).hasSize(1);
  }

  @Test
  void reportingNeverWaitsForTheApiServer() throws InterruptedException {
    object("o1", 1);
    CountDownLatch stuck = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    worker.now(() -> {
      stuck.countDown();
      awaitQuietly(released);
    });
    stuck.await();

    for (int i = 0; i < 1000; i++) {
      pass(i);
    }
    assertThat(written).isEmpty();
    released.countDown();

    await().untilAsserted(() -> assertThat(written).isNotEmpty());
    assertThat(drifts(written.getFirst())).isEqualTo(999);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
