package io.nodenettuning.daemon.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** An API server that was set back to a backup says again what it said before, or less. */
class RestoredApiServerTest extends TuningFeedCase {
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
}
