package io.nodenettuning.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Objects that are as large as the schema allows. */
class LimitsTest {
  @Test
  void whatANodeHasToDoFitsIntoItsBudget() throws JsonProcessingException {
    var largest =
        new NodeNetTuningStateSpec(
            "u".repeat(Limits.UID),
            false,
            IntStream.range(0, Limits.TUNINGS)
                .mapToObj(i ->
                    new AssignedTuning(
                        "u".repeat(Limits.UID),
                        "n".repeat(Limits.NAME),
                        "r".repeat(Limits.REVISION),
                        -1_000_000))
                .toList());

    assertThat(ApiJson.tolerant().writeValueAsBytes(largest).length)
        .isLessThanOrEqualTo(Limits.STATE_BYTES);
  }

  @Test
  void theWorstOfANodeFitsIntoItsBudget() throws JsonProcessingException {
    var setting =
        new SettingState(
            "i".repeat(Limits.SETTING_ID),
            "t".repeat(Limits.NAME),
            "r".repeat(Limits.NAME),
            Outcome.Unsupported,
            "d".repeat(Limits.VALUE),
            "e".repeat(Limits.VALUE),
            "o".repeat(Limits.VALUE),
            "m".repeat(Limits.MESSAGE),
            "2026-11-22T10:00:00Z");

    assertThat(Limits.SETTINGS * ApiJson.tolerant().writeValueAsBytes(setting).length)
        .as("the settings alone, all strings as long as they may be")
        .isLessThanOrEqualTo(Limits.STATE_BYTES);
  }
}
