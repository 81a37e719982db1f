package io.nodenettuning.daemon.cli;

import static io.nodenettuning.daemon.cli.NntRun.nnt;
import static io.nodenettuning.daemon.cli.NntRun.resource;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.daemon.apply.StateFolder;
import io.nodenettuning.daemon.facts.RecordedNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From files to a node and back, where a folder stands in for the node. */
class ApplyAndRevertTest {
  private static final Path TUNING = resource("plans/isolated-cpus.yaml");
  private static final Path OTHER_TUNING = resource("plans/two-tunings.yaml");

  @TempDir Path root;

  @BeforeEach
  void node() {
    RecordedNode.load("igb-12cpu-isolated", root);
  }

  /** Content of all files of the node, without what nnt keeps for itself. */
  private SortedMap<String, String> files() {
    SortedMap<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      files
          .filter(Files::isRegularFile)
          .filter(file -> !file.startsWith(root.resolve("run")))
          .forEach(file -> contents.put(root.relativize(file).toString(), text(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return contents;
  }

  private static String text(Path file) {
    try {
      // nnt writes masks with as few digits as will do: to the kernel they are the same.
      return Files.readString(file).strip().replaceFirst("^0+(?=[0-9a-f]+$)", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path rps(int queue) {
    return root.resolve("sys/class/net/eth0/queues/rx-%d/rps_cpus".formatted(queue));
  }

  @Test
  void aPlanOfWhatWasAppliedHasNothingToDo() {
    assertThat(nnt("plan", "--root", root, "-f", TUNING, "--detailed-exitcode").code())
        .isEqualTo(2);

    NntRun apply = nnt("apply", "--root", root, "-f", TUNING);

    assertThat(apply.code()).isZero();
    assertThat(apply.out()).contains("Applied      rps:eth0/rx-0", "none -> 0-5");
    NntRun plan = nnt("plan", "--root", root, "-f", TUNING, "--detailed-exitcode");
    assertThat(plan.code()).isZero();
    assertThat(plan.out()).contains("nothing to write");
  }

  @Test
  void applyingAgainWritesNothing() {
    nnt("apply", "--root", root, "-f", TUNING);
    SortedMap<String, String> applied = files();

    NntRun again = nnt("apply", "--root", root, "-f", TUNING);

    assertThat(again.out()).contains("nothing written");
    assertThat(files()).isEqualTo(applied);
  }

  @Test
  void revertPutsEveryFileBack() {
    SortedMap<String, String> before = files();
    String features = nnt("plan", "--root", root, "-f", TUNING, "-o", "json").out();
    nnt("apply", "--root", root, "-f", TUNING);
    assertThat(files()).isNotEqualTo(before);

    NntRun revert = nnt("revert", "--root", root);

    assertThat(revert.code()).isZero();
    assertThat(revert.out()).contains("original restored", "restored");
    assertThat(files()).isEqualTo(before);
    assertThat(nnt("plan", "--root", root, "-f", TUNING, "-o", "json").out()).isEqualTo(features);
    assertThat(nnt("status", "--root", root).out()).isEqualTo("nothing is held\n");
  }

  @Test
  void whatOtherTuningsDoNotNameIsLetGo() {
    nnt("apply", "--root", root, "-f", TUNING);

    NntRun other = nnt("apply", "--root", root, "-f", OTHER_TUNING);

    assertThat(other.out())
        .containsPattern("Applied +irqAffinity:eth0/rx-1 +3 -> 0-5 +base/all")
        .containsPattern("Applied +governor:policy4 +performance -> ondemand +realtime");
  }

  @Test
  void statusShowsWhatDriftedAndWhatCouldNotBeHad() throws IOException {
    nnt("apply", "--root", root, "-f", TUNING);
    Files.writeString(rps(2), "01\n");

    NntRun status = nnt("status", "--root", root);

    assertThat(status.code()).isZero();
    assertThat(status.out())
        .containsPattern("Applied +rps:eth0/rx-1 +0-5 +realtime/uplink")
        .containsPattern("Drifted +rps:eth0/rx-2 +0, want 0-5 +realtime/uplink")
        .contains("was 0-5, something else set it to 0")
        .containsPattern("Unsupported +offload:eth0/tx-nocache-copy")
        .contains("1 drifted");
    assertThat(nnt("apply", "--root", root, "-f", TUNING).out()).contains("1 put back");
    assertThat(nnt("status", "--root", root).out()).doesNotContain("rifted");
  }

  @Test
  void statusKnowsByTheJournalWhatSomebodyElseApplied() throws IOException {
    nnt("apply", "--root", root, "-f", TUNING);
    Files.delete(root.resolve("run/nnt/tunings.json"));
    Files.writeString(rps(2), "01\n");

    NntRun status = nnt("status", "--root", root);

    assertThat(status.out())
        .containsPattern("Applied +rps:eth0/rx-1 +0-5 +realtime")
        .containsPattern("Drifted +rps:eth0/rx-2 +0, want 0-5 +realtime")
        .doesNotContain("tx-nocache-copy");
  }

  @Test
  void whoCannotHaveTheStateFolderSaysWhoHasIt() throws IOException {
    try (StateFolder held = StateFolder.lock(root.resolve("run/nnt"))) {
      NntRun apply = nnt("apply", "--root", root, "-f", TUNING);

      assertThat(apply.code()).isEqualTo(1);
      assertThat(apply.err()).contains("another nnt writes on this node", held.path().toString());
    }
    assertThat(rps(0)).hasContent("000");
  }
}
