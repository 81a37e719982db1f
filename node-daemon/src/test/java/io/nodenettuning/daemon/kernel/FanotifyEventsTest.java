package io.nodenettuning.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class FanotifyEventsTest {
  private static final String PLAIN = "18000000 03 00 1800 0200000000000000 0a000000 2c010000";

  private static FanotifyEvents events(String hex) {
    byte[] bytes = Hex.bytes(hex);
    FanotifyEvents events = new FanotifyEvents(ByteBuffer.wrap(bytes));
    events.begin(bytes.length);
    return events;
  }

  @Test
  void anEventHasItsFileAndProcess() {
    FanotifyEvents events = events(PLAIN);

    assertThat(events.next()).isTrue();
    assertThat(events.descriptor()).isEqualTo(10);
    assertThat(events.pid()).isEqualTo(300);
    assertThat(events.pidfd()).isNegative();
    assertThat(events.overflow()).isFalse();
    assertThat(events.next()).isFalse();
  }

  @Test
  void aProcessDescriptorIsBehindTheEvent() {
    FanotifyEvents events =
        events(
            """
            20000000 03 00 1800 0200000000000000 0a000000 2c010000 | 04 00 0800 0b000000
            20000000 03 00 1800 0200000000000000 0c000000 2d010000 | 04 00 0800 ffffffff
            """);

    assertThat(events.next()).isTrue();
    assertThat(events.pidfd()).isEqualTo(11);
    assertThat(events.next()).isTrue();
    assertThat(events.descriptor()).isEqualTo(12);
    assertThat(events.pidfd()).isEqualTo(-1);
    assertThat(events.next()).isFalse();
  }

  @Test
  void otherRecordsArePassedOver() {
    FanotifyEvents events =
        events(
            """
            2c000000 03 00 1800 0200000000000000 0a000000 2c010000 |
            05 00 0c00 0000000001000000 | 04 00 0800 0d000000
            """);

    assertThat(events.next()).isTrue();
    assertThat(events.pidfd()).isEqualTo(13);
  }

  @Test
  void aRecordThatDoesNotFitIsNone() {
    for (String record : new String[] {"04 00 0000 0d000000", "04 00 0900 0d000000"}) {
      FanotifyEvents events =
          events("20000000 03 00 1800 0200000000000000 0a000000 2c010000 | " + record);

      assertThat(events.next()).isTrue();
      assertThat(events.pidfd()).isEqualTo(-1);
    }
  }

  @Test
  void aFileThatCannotBeOpenedHasItsErrno() {
    FanotifyEvents events = events("18000000 03 00 1800 0200000000000000 f3ffffff 2c010000");

    assertThat(events.next()).isTrue();
    assertThat(events.descriptor()).isEqualTo(-13);
    assertThat(events.pid()).isEqualTo(300);
  }

  @Test
  void lostEventsAreAnEvent() {
    FanotifyEvents events = events("18000000 03 00 1800 0040000000000000 f7ffffff 00000000");

    assertThat(events.next()).isTrue();
    assertThat(events.overflow()).isTrue();
  }

  @Test
  void whatIsNotUnderstoodEndsTheRead() {
    assertThat(events("18000000 04 00 1800 0200000000000000 0a000000 2c010000").next()).isFalse();
    assertThat(events("19000000 03 00 1800 0200000000000000 0a000000 2c010000").next()).isFalse();
    assertThat(events("00000000 03 00 1800 0200000000000000 0a000000 2c010000").next()).isFalse();
    assertThat(events("18000000 03 00 1800").next()).isFalse();
    assertThat(events("").next()).isFalse();
  }

  @Test
  void theNextReadBeginsAnew() {
    FanotifyEvents events = events(PLAIN + PLAIN);
    assertThat(events.next()).isTrue();
    assertThat(events.next()).isTrue();
    events.begin(24);

    assertThat(events.next()).isTrue();
    assertThat(events.next()).isFalse();
  }
}
