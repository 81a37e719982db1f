package io.nodenettuning.daemon.cluster.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.api.Limits;
import io.nodenettuning.api.NodeNetTuningStateStatus;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.api.SettingState;
import io.nodenettuning.daemon.plan.NodeTuning;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetTest {
  @TempDir private Path folder;

  @Test
  void aNodeOfEightNicsWithAllQueuesFailingFitsWithItsWholeList() {
    ByHand told = new ByHand(folder).tuning("edge");
    for (int nic = 0; nic < 8; nic++) {
      for (int queue = 0; queue < 128; queue++) {
        told.row("edge", "rps:enp129s0f%d/rx-%d".formatted(nic, queue), Outcome.Failed);
      }
    }
    NodeNetTuningStateStatus status = told.status();

    assertThat(ByHand.bytes(status)).isLessThan(Limits.STATE_BYTES);
    assertThat(status.settings()).hasSize(32);
    assertThat(status.settingsOmitted()).isEqualTo(8 * 128 - 32);
  }

  @ParameterizedTest
  @CsvSource({"1, 512, x", "16, 512, ü", "128, 512, x", "128, 512, 语", "128, 0, 😀"})
  void whateverANodeSaysItFitsAndEveryTuningKeepsItsClass(
      int tunings, int settings, String letter) {
    ByHand told = new ByHand(folder);
    for (int i = 0; i < tunings; i++) {
      String name = "t%03d".formatted(i) + "x".repeat(Limits.NAME - 4);
      told.tuning(name, new NodeTuning.NotUnderstood(letter.repeat(5000)), null)
          .unmatched(name, letter.repeat(100));
      for (int s = 0; s < settings / tunings; s++) {
        told.row(name, letter.repeat(200) + s, Outcome.Failed, letter.repeat(3000), true);
      }
    }
    told.warning(new Warning(Warning.Kind.SpecNotStored, letter.repeat(5000)));

    NodeNetTuningStateStatus status = told.irqbalance().status();

    assertThat(ByHand.bytes(status)).isLessThanOrEqualTo(Limits.STATE_BYTES);
    assertThat(status.tunings()).hasSize(tunings).allMatch(state -> state.nodeClass() != null);
    int shown = status.settings() == null ? 0 : status.settings().size();
    assertThat(shown + Objects.requireNonNullElse(status.settingsOmitted(), 0))
        .isEqualTo(settings / tunings * tunings);
  }

  @Test
  void stringsAreBoundedAndHoldNoControlCharacters() {
    NodeNetTuningStateStatus status =
        new ByHand(folder)
            .tuning("edge")
            .row(
                "edge",
                "rps:eth0/rx-0",
                Outcome.Failed,
                "one\ntwo\u0000\u001b[31m \u202edlrow\u2028x " + "y".repeat(1000),
                true)
            .status();

    String message =
        Objects.requireNonNull(Objects.requireNonNull(status.settings()).getFirst().message());
    assertThat(message).startsWith("one two[31m dlrow x yyy").endsWith("yyy...");
    assertThat(message).hasSize(Limits.MESSAGE);
    assertThat(status.settings()).extracting(SettingState::outcome).containsOnly(Outcome.Failed);
  }

  @ParameterizedTest
  @CsvSource({
    "abcdef, 6, abcdef",
    "abcdefg, 6, abc...",
    "😀😀😀😀😀, 5, 😀😀😀😀😀",
    "😀😀😀😀😀😀, 5, 😀😀..."
  })
  void whatFitsStaysAndWhatIsCutSaysSo(String text, int most, String bounded) {
    assertThat(Text.bounded(text, most)).isEqualTo(bounded);
  }
}
