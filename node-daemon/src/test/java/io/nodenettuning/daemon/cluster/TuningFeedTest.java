package io.nodenettuning.daemon.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nodenettuning.api.AssignedTuning;
import io.nodenettuning.api.NodeNetTuningStateSpec;
import io.nodenettuning.daemon.agent.Assignment;
import io.nodenettuning.daemon.cluster.status.Part;
import io.nodenettuning.daemon.cluster.status.Warning;
import io.nodenettuning.daemon.plan.NodeTuning;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuningFeedTest {
  @TempDir private Path folder;
  private final Worker worker = new Worker();
  private final Map<String, String> revisions = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final AtomicInteger wakes = new AtomicInteger();
  private volatile boolean away;

  @AfterEach
  void stop() {
    worker.close();
  }

  /** The API server's part: what it has, or that it does not answer. */
  private Optional<String> revision(String name) throws IOException {
    asked.add(name);
    if (away) {
      throw new IOException("connection refused");
    }
    return Optional.ofNullable(revisions.get(name));
  }

  /** Asks on the worker, whose state it is. */
  private <T> T onWorker(Supplier<T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    worker.now(() -> answer.complete(question.get()));
    return answer.join();
  }

  private TuningFeed feed() {
    return feed("boot-1");
  }

  private TuningFeed feed(String bootId) {
    return new TuningFeed(
        new LastSpec(folder.resolve("nnt")),
        this::revision,
        new NodeIdentity(new ServiceAccountToken(folder.resolve("token")), bootId),
        worker,
        InstantSource.system(),
        wakes::incrementAndGet);
  }

  private void token(String nodeUid) throws IOException {
    String claims =
        "{\"kubernetes.io\":{\"node\":{\"name\":\"n1\",\"uid\":\"%s\"}}}".formatted(nodeUid);
    Files.writeString(
        folder.resolve("token"),
        "e30."
            + Base64.getUrlEncoder().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
            + ".c2ln");
  }

  private static StateObject object(
      String uid, long generation, String nodeUid, String... tunings) {
    return new StateObject(
        uid,
        generation,
        Long.toString(100 + generation),
        new NodeNetTuningStateSpec(
            nodeUid,
            false,
            List.of(tunings).stream()
                .map(revision -> {
                  String name = revision.substring(0, revision.indexOf('-'));
                  return new AssignedTuning("uid-" + name, name, revision, 0);
                })
                .toList()),
        null);
  }

  private void have(String... names) {
    for (String name : names) {
      revisions.put(name, "{\"rpsSockFlowEntries\":%d}".formatted(name.hashCode() & 0xffff));
    }
  }

  private static List<String> revisions(TuningFeed feed) {
    return feed.current().map(Assignment::tunings).orElseThrow().stream()
        .map(NodeTuning::revision)
        .toList();
  }

  @Test
  void aNodeThatWasNeverToldAnythingHasNothingToSay() {
    assertThat(feed().current()).isEmpty();
  }

  @Test
  void anObjectTellsWhatToDoAndWakesTheAgent() throws IOException {
    token("node-1");
    have("edge-1");
    TuningFeed feed = feed();

    feed.changed(object("o1", 1, "node-1", "edge-1"));

    assertThat(feed.current().orElseThrow().generation()).isEqualTo(1);
    assertThat(feed.current().orElseThrow().tunings())
        .singleElement()
        .satisfies(tuning ->
            assertThat(tuning.content())
                .isInstanceOfSatisfying(
                    NodeTuning.Understood.class,
                    content -> assertThat(content.revision().rpsSockFlowEntries()).isNotNull()));
    assertThat(wakes).hasValue(1);
    assertThat(feed.warnings()).isEmpty();
  }

  @Test
  void anotherStatusOfTheSameSpecIsNoNews() throws IOException {
    token("node-1");
    have("edge-1");
    TuningFeed feed = feed();
    StateObject object = object("o1", 1, "node-1", "edge-1");
    feed.changed(object);
    Assignment before = feed.current().orElseThrow();

    feed.changed(new StateObject("o1", 1, "200", object.spec(), null));

    assertThat(feed.current()).containsSame(before);
    assertThat(wakes).hasValue(1);
    assertThat(asked).containsExactly("edge-1");
  }

  @Test
  void whatIsGoneStaysInForce() throws IOException {
    token("node-1");
    have("edge-1");
    TuningFeed feed = feed();
    feed.changed(object("o1", 4, "node-1", "edge-1"));

    feed.gone();

    assertThat(revisions(feed)).containsExactly("edge-1");
    assertThat(feed.object()).isEmpty();
    assertThat(wakes).hasValue(1);
  }

  @Test
  void anObjectThatCameBackSaysThatItWasGone() throws IOException {
    token("node-1");
    have("edge-1");
    TuningFeed feed = feed();
    feed.changed(object("o1", 4, "node-1", "edge-1"));
    feed.gone();

    feed.changed(object("o2", 1, "node-1", "edge-1"));
    assertThat(feed.warnings())
        .extracting(Warning::kind)
        .containsExactly(Warning.Kind.ObjectReturned);
    assertThat(feed.current().orElseThrow().generation()).isEqualTo(1);

    feed.changed(object("o2", 2, "node-1"));
    assertThat(feed.warnings()).isEmpty();
    assertThat(revisions(feed)).isEmpty();
  }

  private static StateObject undecided(String uid, long generation) {
    return new StateObject(
        uid,
        generation,
        Long.toString(100 + generation),
        new NodeNetTuningStateSpec("node-1", null, null),
        null);
  }

  @Test
  void anObjectThatGivesNoTuningsLeavesTheNodeWhatItHas() throws IOException {
    token("node-1");
    have("edge-1");
    TuningFeed feed = feed();
    feed.changed(object("o1", 4, "node-1", "edge-1"));
    feed.gone();

    feed.changed(undecided("o2", 1));

    assertThat(revisions(feed)).containsExactly("edge-1");
    assertThat(feed.current().orElseThrow().generation()).isEqualTo(1);
    assertThat(feed.current().orElseThrow().hold()).isFalse();
    assertThat(feed.object()).isPresent();
    assertThat(revisions(feed())).containsExactly("edge-1");
    feed.changed(object("o2", 2, "node-1", "edge-1"));
    assertThat(feed.warnings())
        .extracting(Warning::kind)
        .containsExactly(Warning.Kind.ObjectReturned);
    feed.changed(object("o2", 3, "node-1"));
    assertThat(revisions(feed)).isEmpty();
    assertThat(feed.warnings()).isEmpty();
  }

  @Test
  void aNodeThatKnowsNothingOfItselfLetsNothingGoWhileItIsAsked() throws IOException {
    token("node-1");
    TuningFeed feed = feed();

    feed.changed(undecided("o1", 1));
    feed.changed(undecided("o1", 1));
    assertThat(feed.current().orElseThrow().hold()).isTrue();
    assertThat(feed().current().orElseThrow().hold()).isTrue();

    feed.changed(object("o1", 2, "node-1"));
    assertThat(feed.current().orElseThrow().hold()).isFalse();
  }

  @Test
  void anObjectForAnotherNodeOfThisNameIsIgnored() throws IOException {
    token("node-1");
    have("edge-1");
    TuningFeed feed = feed();
    feed.changed(object("o1", 1, "node-1", "edge-1"));

    feed.gone();
    feed.changed(object("o2", 1, "node-2"));

    assertThat(revisions(feed)).containsExactly("edge-1");
    assertThat(feed.object()).isEmpty();
  }

  @Test
  void aNodeThatWasMadeAnewIsKnownByItsRenewedToken() throws IOException {
    token("node-1");
    TuningFeed feed = feed();
    feed.changed(object("o1", 1, "node-1"));

    token("node-2");
    feed.changed(object("o2", 1, "node-2"));

    assertThat(feed.told().orElseThrow().nodeUid()).isEqualTo("node-2");
  }

  @Test
  void withoutTheUidInTheTokenTheObjectIsBelievedAndThatIsSaid() {
    TuningFeed feed = feed();

    feed.changed(object("o1", 1, "node-1"));

    assertThat(feed.current()).isPresent();
    assertThat(feed.warnings())
        .extracting(Warning::kind)
        .containsExactly(Warning.Kind.NodeUidUnverified);
  }

  @Test
  void aNodeThatStartsWithoutApiServerDoesWhatItWasLastTold() throws IOException {
    token("node-1");
    have("edge-1", "base-1");
    feed().changed(object("o1", 3, "node-1", "base-1", "edge-1"));
    away = true;

    TuningFeed next = feed("boot-2");

    assertThat(revisions(next)).containsExactly("base-1", "edge-1");
    assertThat(next.current().orElseThrow().tunings())
        .allMatch(tuning -> tuning.content() instanceof NodeTuning.Understood);
    assertThat(next.current().orElseThrow().generation()).isEqualTo(3);
    assertThat(asked).hasSize(2);
  }

  @Test
  void aRestartedDaemonAsksForNoRevisionThatIsOnTheHost() throws IOException {
    token("node-1");
    have("edge-1");
    feed().changed(object("o1", 3, "node-1", "edge-1"));
    asked.clear();
    TuningFeed next = feed();

    next.changed(object("o1", 3, "node-1", "edge-1"));

    assertThat(asked).isEmpty();
    assertThat(wakes).hasValue(1);
  }

  @Test
  void anImageOfAnotherNodesDiskTellsNothing() throws IOException {
    token("node-1");
    have("edge-1");
    feed("boot-1").changed(object("o1", 3, "node-1", "edge-1"));
    token("node-2");

    assertThat(feed("boot-2").current()).isEmpty();
  }

  @Test
  void aNodeMadeAnewWithoutRebootKeepsWhatItHas() throws IOException {
    token("node-1");
    have("edge-1");
    feed("boot-1").changed(object("o1", 3, "node-1", "edge-1"));
    token("node-2");

    assertThat(revisions(feed("boot-1"))).containsExactly("edge-1");
  }

  @Test
  void aSpecIsConfirmedForTheBootInWhichItIsSeen() throws IOException {
    token("node-1");
    have("edge-1");
    feed("boot-1").changed(object("o1", 3, "node-1", "edge-1"));
    feed("boot-2").changed(object("o1", 3, "node-1", "edge-1"));
    token("node-2");

    assertThat(revisions(feed("boot-2"))).containsExactly("edge-1");
  }

  @Test
  void anEarlierRevisionIsKeptWhileTheNextIsNotHereAndItComesByItself() throws IOException {
    token("node-1");
    have("edge-1", "base-1");
    TuningFeed feed = feed();
    feed.changed(object("o1", 1, "node-1", "edge-1"));
    away = true;

    feed.changed(object("o1", 2, "node-1", "edge-2", "base-1"));

    assertThat(revisions(feed)).containsExactly("edge-1", "");
    assertThat(feed.told().orElseThrow().parts())
        .extracting(Part::awaiting)
        .containsExactly(
            "revision edge-2 is not here yet: connection refused",
            "revision base-1 is not here yet: connection refused");
    assertThat(feed.current().orElseThrow().tunings().getLast().content())
        .isInstanceOf(NodeTuning.Awaited.class);
    assertThat(revisions(feed())).containsExactly("edge-1", "");

    have("edge-2");
    away = false;
    await().untilAsserted(() -> assertThat(revisions(feed)).containsExactly("edge-2", "base-1"));
    assertThat(feed.told().orElseThrow().awaited()).isZero();
    await().untilAsserted(() -> assertThat(wakes).hasValue(3));
  }

  @Test
  void whatADaemonWaitedForTheNextOneWaitsForToo() throws IOException {
    token("node-1");
    away = true;
    feed().changed(object("o1", 1, "node-1", "edge-1"));
    TuningFeed next = feed();
    have("edge-1");
    away = false;

    next.changed(object("o1", 1, "node-1", "edge-1"));

    await().untilAsserted(() -> assertThat(revisions(next)).containsExactly("edge-1"));
  }

  @Test
  void anApiServerThatWasSetBackToABackupIsBelieved() throws IOException {
    token("node-1");
    have("edge-1", "edge-2");
    TuningFeed feed = feed();
    feed.changed(object("o1", 1, "node-1", "edge-1"));
    feed.changed(object("o1", 9, "node-1", "edge-2"));

    feed.changed(object("o1", 1, "node-1", "edge-1"));

    assertThat(revisions(feed)).containsExactly("edge-1");
  }

  @Test
  void anotherSpecIsBelievedAlsoWhenItsGenerationWasThereBeforeTheBackup() throws IOException {
    token("node-1");
    have("edge-1", "edge-2");
    TuningFeed feed = feed();
    feed.changed(object("o1", 2, "node-1", "edge-1"));

    feed.changed(object("o1", 2, "node-1", "edge-2"));

    assertThat(revisions(feed)).containsExactly("edge-2");
  }

  @Test
  void aVersionThatWasWrittenBeforeTheBackupIsNewsAfterIt() throws IOException {
    token("node-1");
    have("edge-1");
    TuningFeed feed = feed();
    StateObject object = object("o1", 1, "node-1");
    feed.changed(object);
    StateObject first = new StateObject("o1", 1, "200", object.spec(), null);
    StateObject second = new StateObject("o1", 1, "201", object.spec(), null);
    feed.written(first);
    feed.written(second);
    feed.changed(first);
    feed.changed(second);

    feed.changed(new StateObject("o1", 2, "200", object("o1", 2, "node-1", "edge-1").spec(), null));

    assertThat(revisions(feed)).containsExactly("edge-1");
  }

  @Test
  void theEchoOfAWriteThatALaterOneReplacedIsNoNews() throws IOException {
    token("node-1");
    TuningFeed feed = feed();
    StateObject object = object("o1", 1, "node-1");
    feed.changed(object);
    StateObject first = new StateObject("o1", 1, "200", object.spec(), null);
    StateObject second = new StateObject("o1", 1, "201", object.spec(), null);
    feed.written(first);
    feed.written(second);

    feed.changed(first);

    assertThat(feed.object()).contains(second);
  }

  @Test
  void holdIsPassedOn() throws IOException {
    token("node-1");
    TuningFeed feed = feed();

    feed.changed(
        new StateObject("o1", 1, "1", new NodeNetTuningStateSpec("node-1", true, null), null));

    assertThat(feed.current().orElseThrow().hold()).isTrue();
    assertThat(feed().current().orElseThrow().hold()).isTrue();
  }

  @Test
  void revisionsThatNothingNamesAreForgotten() throws IOException {
    token("node-1");
    have("edge-1", "edge-2");
    TuningFeed feed = feed();

    feed.changed(object("o1", 1, "node-1", "edge-1"));
    feed.changed(object("o1", 2, "node-1", "edge-2"));

    try (var files = Files.list(folder.resolve("nnt/revisions"))) {
      assertThat(files.map(file -> file.getFileName().toString())).containsExactly("edge-2.json");
    }
  }

  @Test
  void aRevisionThatIsNotUnderstoodNamesFieldAndValue() throws IOException {
    token("node-1");
    revisions.put("a-1", "{\"interfaces\":[{\"name\":\"x\",\"match\":{},\"xdp\":{}}]}");
    revisions.put("b-1", "{\"mode\":\"Observe\"}");
    TuningFeed feed = feed();

    feed.changed(object("o1", 1, "node-1", "a-1", "b-1"));

    assertThat(feed.current().orElseThrow().tunings())
        .extracting(NodeTuning::content)
        .containsExactly(
            new NodeTuning.NotUnderstood(
                "interfaces[0].xdp: unknown field; want one of channels, coalesce,"
                    + " ifUnsupported, irqAffinity, match, name, napi, offloads, rfs, rings, rps,"
                    + " rss, xps"),
            new NodeTuning.NotUnderstood(
                "mode: unknown value \"Observe\"; want one of Audit, Enforce"));
  }

  @Test
  void aDiskThatCannotBeWrittenIsSaidAndTheNodeIsTunedAllTheSame() throws IOException {
    token("node-1");
    have("edge-1");
    Files.writeString(folder.resolve("nnt"), "a file where the folder should be");
    TuningFeed feed = feed();

    feed.changed(object("o1", 1, "node-1", "edge-1"));

    assertThat(revisions(feed)).containsExactly("edge-1");
    assertThat(feed.warnings())
        .extracting(Warning::kind)
        .containsExactly(Warning.Kind.SpecNotStored);
    Files.delete(folder.resolve("nnt"));
    await().untilAsserted(() -> assertThat(onWorker(feed::warnings)).isEmpty());
    assertThat(revisions(feed())).containsExactly("edge-1");
  }

  @Test
  void aFileThatIsNoSpecIsNotTheEnd() throws IOException {
    Files.createDirectories(folder.resolve("nnt"));
    Files.writeString(folder.resolve("nnt/spec.json"), "{\"gener");

    assertThat(feed().current()).isEmpty();
  }

  @Test
  void onlyRootCanReadWhatIsStored() throws IOException {
    have("edge-1");
    feed().changed(object("o1", 1, "node-1", "edge-1"));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("nnt"))))
        .isEqualTo("rwx------");
  }

  @Test
  void aRevisionsNameIsNeverAPath() throws IOException {
    revisions.put("../../../x-1", "{}");

    feed().changed(object("o1", 1, "node-1", "../../../x-1"));

    assertThat(folder.resolve("nnt/revisions/../../../x-1.json")).doesNotExist();
    assertThat(folder).isDirectoryNotContaining("glob:**x-1*");
  }
}
