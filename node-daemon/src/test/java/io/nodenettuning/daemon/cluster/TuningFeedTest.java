package io.nodenettuning.daemon.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nodenettuning.api.NodeNetTuningStateSpec;
import io.nodenettuning.daemon.agent.Assignment;
import io.nodenettuning.daemon.cluster.status.Part;
import io.nodenettuning.daemon.cluster.status.Warning;
import io.nodenettuning.daemon.plan.NodeTuning;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What the API server says of a node is what the node does. */
class TuningFeedTest extends TuningFeedCase {
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
  void holdIsPassedOn() throws IOException {
    token("node-1");
    TuningFeed feed = feed();

    feed.changed(
        new StateObject("o1", 1, "1", new NodeNetTuningStateSpec("node-1", true, null), null));

    assertThat(feed.current().orElseThrow().hold()).isTrue();
    assertThat(feed().current().orElseThrow().hold()).isTrue();
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
}
