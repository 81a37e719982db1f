package io.nodenettuning.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodenettuning.daemon.kernel.NetlinkReply.Answered;
import io.nodenettuning.daemon.kernel.NetlinkReply.Refused;
import org.junit.jupiter.api.Test;

class NetlinkAnswersTest {
  private static final String ACK =
      "24000000 02000001 07000000 e5320000 | 00000000 | 2c000000 15000500 07000000 00000000";

  private final NetlinkAnswers answers = new NetlinkAnswers(7);

  @Test
  void areCompleteWithTheAcknowledgement() {
    assertThat(answers.add(Hex.bytes("18000000 15000000 07000000 e5320000 | 0b010000 0badcafe")))
        .isEmpty();

    assertThat(answers.add(Hex.bytes(ACK)))
        .get()
        .isInstanceOfSatisfying(
            Answered.class,
            answered -> {
              assertThat(answered.payloads()).hasSize(1);
              assertThat(answered.payloads().getFirst().remaining()).isEqualTo(8);
            });
  }

  @Test
  void mayComeTogether() {
    String part = "14000000 15000200 07000000 e5320000 | 0b010000";

    assertThat(answers.add(Hex.bytes(part + part + "14000000 03000200 07000000 e5320000 00000000")))
        .get()
        .isInstanceOfSatisfying(
            Answered.class, answered -> assertThat(answered.payloads()).hasSize(2));
  }

  @Test
  void toAnotherRequestAreNotOurs() {
    String late = ACK.replace("07000000", "06000000");

    assertThat(answers.add(Hex.bytes(late))).isEmpty();
    assertThat(answers.add(Hex.bytes(late + ACK))).isPresent();
  }

  @Test
  void sayWhyARequestIsRefused() {
    assertThat(
            answers.add(
                Hex.bytes(
                    """
                    44000000 02000003 07000000 e5320000 | a1ffffff |
                    40000000 15000500 07000000 00000000 |
                    17000100 62697420 6e616d65 206e6f74 20666f75 6e640000 | 08000200 30000000
                    """)))
        .contains(new Refused(Errno.EOPNOTSUPP, "bit name not found"));
  }

  @Test
  void sayWhyBehindTheWholeRequest() {
    assertThat(
            answers.add(
                Hex.bytes(
                    """
                    38000000 02000002 07000000 e5320000 | edffffff |
                    17000000 15000500 07000000 00000000 61626364 65666700 | 0b000100 6e6f2064 65760000
                    """)))
        .contains(new Refused(Errno.ENODEV, "no dev"));
  }

  @Test
  void mayRefuseWithoutAWord() {
    assertThat(
            answers.add(
                Hex.bytes(
                    """
                    24000000 02000001 07000000 e5320000 | ffffffff |
                    40000000 15000500 07000000 00000000
                    """)))
        .contains(new Refused(Errno.EPERM, ""));
  }

  @Test
  void endADumpWithItsError() {
    assertThat(answers.add(Hex.bytes("14000000 03000200 07000000 e5320000 | fbffffff")))
        .contains(new Refused(Errno.EIO, ""));
  }

  @Test
  void areRefusedWhereTheyDoNotFit() {
    assertThatThrownBy(() -> answers.add(Hex.bytes("24000000 02000001 07000000 e5320000")))
        .isInstanceOf(MalformedNetlinkException.class)
        .hasMessage("message of 36 bytes where 16 are left");
    assertThatThrownBy(() -> answers.add(Hex.bytes("10000000 02000001 07000000 e5320000")))
        .hasMessage("end of 16 bytes");
    assertThatThrownBy(() -> answers.add(Hex.bytes("0f000000 02000001 07000000 e5320000")))
        .hasMessage("message of 15 bytes where 16 are left");
  }
}
