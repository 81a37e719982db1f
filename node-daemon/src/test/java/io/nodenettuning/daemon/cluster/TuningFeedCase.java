package io.nodenettuning.daemon.cluster;

import io.nodenettuning.api.AssignedTuning;
import io.nodenettuning.api.NodeNetTuningStateSpec;
import io.nodenettuning.daemon.agent.Assignment;
import io.nodenettuning.daemon.plan.NodeTuning;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.junit.jupiter.api.io.TempDir;

/** A feed of what one node is told, and what its API server and its disk have of it. */
abstract class TuningFeedCase {
  @TempDir Path folder;
  final Worker worker = new Worker();
  final Map<String, String> revisions = new ConcurrentHashMap<>();
  final List<String> asked = new CopyOnWriteArrayList<>();
  final AtomicInteger wakes = new AtomicInteger();
  volatile boolean away;

  @AfterEach
  void stop() {
    worker.close();
  }

  /** The API server's part: what it has, or that it does not answer. */
  Optional<String> revision(String name) throws IOException {
    asked.add(name);
    if (away) {
      throw new IOException("connection refused");
    }
    return Optional.ofNullable(revisions.get(name));
  }

  /** Asks on the worker, whose state it is. */
  <T> T onWorker(Supplier<T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    worker.now(() -> answer.complete(question.get()));
    return answer.join();
  }

  TuningFeed feed() {
    return feed("boot-1");
  }

  TuningFeed feed(String bootId) {
    return new TuningFeed(
        new LastSpec(folder.resolve("nnt")),
        this::revision,
        new NodeIdentity(new ServiceAccountToken(folder.resolve("token")), bootId),
        worker,
        InstantSource.system(),
        wakes::incrementAndGet);
  }

  void token(String nodeUid) throws IOException {
    String claims =
        "{\"kubernetes.io\":{\"node\":{\"name\":\"n1\",\"uid\":\"%s\"}}}".formatted(nodeUid);
    Files.writeString(
        folder.resolve("token"),
        "e30."
            + Base64.getUrlEncoder().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
            + ".c2ln");
  }

  static StateObject object(String uid, long generation, String nodeUid, String... tunings) {
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

  void have(String... names) {
    for (String name : names) {
      revisions.put(name, "{\"rpsSockFlowEntries\":%d}".formatted(name.hashCode() & 0xffff));
    }
  }

  static List<String> revisions(TuningFeed feed) {
    return feed.current().map(Assignment::tunings).orElseThrow().stream()
        .map(NodeTuning::revision)
        .toList();
  }

  static StateObject undecided(String uid, long generation) {
    return new StateObject(
        uid,
        generation,
        Long.toString(100 + generation),
        new NodeNetTuningStateSpec("node-1", null, null),
        null);
  }
}
