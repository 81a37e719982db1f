package io.nodenettuning.daemon.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nodenettuning.daemon.cluster.status.Warning;
import io.nodenettuning.daemon.plan.NodeTuning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

/** What a node keeps of what it was told, for when it starts and nobody tells it. */
class StoredFeedTest extends TuningFeedCase {
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
