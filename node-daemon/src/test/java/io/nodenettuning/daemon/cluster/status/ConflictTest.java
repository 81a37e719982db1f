package io.nodenettuning.daemon.cluster.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.api.AssignedTuning;
import io.nodenettuning.api.Condition;
import io.nodenettuning.api.NodeNetTuningStateStatus;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.api.SettingState;
import io.nodenettuning.api.TuningState;
import io.nodenettuning.daemon.FolderNode;
import io.nodenettuning.daemon.Tunings;
import io.nodenettuning.daemon.agent.Agent;
import io.nodenettuning.daemon.agent.Assignment;
import io.nodenettuning.daemon.agent.Report;
import io.nodenettuning.daemon.apply.Journal;
import io.nodenettuning.daemon.apply.StateFolder;
import io.nodenettuning.daemon.facts.FactsReader;
import io.nodenettuning.daemon.irqbalance.Bans;
import io.nodenettuning.daemon.plan.NodeTuning;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node tells of tunings that disagree, from their rules to its status. */
class ConflictTest {
  @TempDir private Path root;

  @Test
  void bothTuningsNameEachOtherAndTheSettings() throws IOException {
    NodeNetTuningStateStatus status =
        status(
            tuning("core", "rps: {cpus: {list: '0'}}"), tuning("edge", "rps: {cpus: {list: '1'}}"));

    assertThat(status.outcomes()).containsOnlyKeys(Outcome.Conflict).containsValue(4);
    assertThat(status.drifts()).isNull();
    assertThat(Objects.requireNonNull(status.tunings()))
        .extracting(TuningState::message)
        .containsExactly(
            "rps:eth0/rx-0 Conflict and 3 more: tuning edge of equal priority asks for 1;"
                + " this one wins",
            "rps:eth0/rx-0 Conflict and 3 more: tuning core of equal priority asks for 0;"
                + " that one wins");
    Condition ready = Objects.requireNonNull(status.conditions()).getFirst();
    assertThat(ready.reason()).isEqualTo("Incomplete");
    assertThat(ready.message())
        .contains("core: rps:eth0/rx-0 Conflict", "tuning edge of equal priority")
        .contains("edge: rps:eth0/rx-0 Conflict", "tuning core of equal priority");
    assertThat(Objects.requireNonNull(status.settings()))
        .hasSize(8)
        .allMatch(setting -> setting.outcome() == Outcome.Conflict)
        .extracting(SettingState::id)
        .containsOnly("rps:eth0/rx-0", "rps:eth0/rx-1", "rps:eth0/rx-2", "rps:eth0/rx-3");
  }

  @Test
  void tuningsThatAgreeSayNothingOfEachOther() throws IOException {
    NodeNetTuningStateStatus status =
        status(
            tuning("core", "rps: {cpus: {list: '1'}}"), tuning("edge", "rps: {cpus: {list: '1'}}"));

    assertThat(status.outcomes()).containsOnlyKeys(Outcome.Applied);
    assertThat(Objects.requireNonNull(status.tunings()))
        .extracting(TuningState::message)
        .containsOnlyNulls();
  }

  private static NodeTuning tuning(String name, String settings) {
    return Tunings.tuning(
        name, "interfaces: [{name: a, match: {names: [eth0]}, " + settings + "}]");
  }

  private NodeNetTuningStateStatus status(NodeTuning... tunings) throws IOException {
    FolderNode node = new FolderNode(root);
    try (StateFolder folder = StateFolder.lock(root.resolve("run/state"));
        Journal journal = Journal.open(folder, "boot-1")) {
      Report report =
          new Agent(
                  node.kernel(),
                  new FactsReader(node.kernel()),
                  journal,
                  new Bans(node.kernel(), folder.path(), true),
                  () -> Optional.of(new Assignment(1, false, List.of(tunings))),
                  _ -> {},
                  Clock.systemUTC(),
                  Duration.ofHours(1))
              .pass()
              .orElseThrow();
      return new NodeStatus(ByHand::bytes)
          .of(
              report,
              new Subject(
                  "node-1",
                  "0.1.0",
                  Stream.of(tunings).map(ConflictTest::part).toList(),
                  List.of()),
              Past.none().seen(report.settings(), ByHand.NOON),
              ByHand.NOON);
    }
  }

  private static Part part(NodeTuning tuning) {
    return new Part(
        new AssignedTuning(tuning.uid(), tuning.name(), tuning.revision(), tuning.priority()),
        tuning,
        null);
  }
}
