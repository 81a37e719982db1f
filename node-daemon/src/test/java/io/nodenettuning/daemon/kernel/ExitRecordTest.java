package io.nodenettuning.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExitRecordTest {
  private static final int STATS_BYTES = 328;

  /**
   * {@code TASKSTATS_CMD_NEW} with a number and a record of the layout that has no shift, or 48.
   */
  private static ByteBuffer message(int pid, int numberInRecord, int shift) {
    int aggregate = 4 + 8 + 4 + STATS_BYTES;
    ByteBuffer bytes = ByteBuffer.allocate(4 + aggregate).order(ByteOrder.nativeOrder());
    bytes.put((byte) 2).put((byte) 1).putShort((short) 0);
    bytes.putShort((short) aggregate).putShort((short) 4);
    bytes.putShort((short) 8).putShort((short) 1).putInt(pid);
    bytes.putShort((short) (4 + STATS_BYTES)).putShort((short) 3);
    int stats = bytes.position();
    bytes.position(stats + 80 + shift).put("ethtool".getBytes(StandardCharsets.UTF_8));
    bytes.putInt(stats + 120 + shift, 1000);
    bytes.putInt(stats + 128 + shift, numberInRecord);
    bytes.putInt(stats + 132 + shift, 41);
    return bytes.rewind();
  }

  @Test
  void aTaskThatEndedHasNameParentAndUser() {
    assertThat(ExitRecord.in(message(4711, 4711, 0)))
        .contains(new ExitRecord(4711, "ethtool", 41, 1000));
  }

  @Test
  void theLayoutOfVersion15IsFoundByTheNumberInIt() {
    assertThat(ExitRecord.in(message(4711, 4711, 48)))
        .contains(new ExitRecord(4711, "ethtool", 41, 1000));
  }

  @Test
  void aLayoutThatIsNotKnownIsNotGuessed() {
    assertThat(ExitRecord.in(message(4711, 12, 0))).isEmpty();
    assertThat(ExitRecord.in(message(4711, 4711, 24))).isEmpty();
  }

  @Test
  void sumsOverAProcessAreNone() {
    ByteBuffer sum = message(4711, 4711, 0);
    sum.putShort(6, (short) 5);

    assertThat(ExitRecord.in(sum)).isEmpty();
    assertThat(ExitRecord.in(ByteBuffer.allocate(0))).isEqualTo(Optional.empty());
  }
}
