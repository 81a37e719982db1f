package io.nodenettuning.daemon.cli;

import static io.nodenettuning.daemon.cli.NntRun.nnt;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.daemon.facts.RecordedNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command line says when it is asked, and when it is not understood. */
class CommandLineTest {
  @Test
  void withoutACommandItSaysWhatItCan() {
    NntRun run = nnt();

    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("facts", "plan", "apply", "status", "watch", "revert", "run", "record")
        .isEqualTo(nnt("--help").out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"facts", "plan", "apply", "status", "watch", "revert", "run", "record"})
  void everyCommandHasHelp(String command) {
    NntRun run = nnt(command, "--help");

    assertThat(run.code()).isZero();
    assertThat(run.out()).startsWith("Usage: nnt " + command);
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void theVersionIsToBeHad() {
    assertThat(nnt("--version").out()).startsWith("nnt ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plna",
        "plan",
        "plan -f x.yaml -o xml",
        "plan -f x.yaml --root a --host-prefix b",
        "run -f x.yaml --interval 30",
        "facts --everything",
        "record"
      })
  void whatIsNotUnderstoodIsAUsageError(String line) {
    NntRun run = nnt((Object[]) line.split(" "));

    assertThat(run.code()).isEqualTo(64);
    assertThat(run.err()).startsWith("nnt: ").contains("Try: nnt").doesNotContain("Exception");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void filesThatCannotBeHadAreNamedWithTheReason(@TempDir Path root) {
    RecordedNode.load("virtio-2cpu", root);

    NntRun record = nnt("record", root.resolve("none/node.tar.gz"), "--root", root);
    NntRun run = nnt("run", "--root", root, "-f", "-");

    assertThat(record.code()).isEqualTo(1);
    assertThat(record.err()).contains("none/node.tar.gz", "there is no such file or folder");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("not standard input");
  }

  @Test
  void aFolderThatIsNoNodeIsRefused(@TempDir Path folder) {
    NntRun run = nnt("facts", "--root", folder);

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("want a folder with proc and sys in it");
  }
}
