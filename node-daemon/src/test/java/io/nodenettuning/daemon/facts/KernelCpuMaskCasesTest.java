package io.nodenettuning.daemon.facts;

import static io.nodenettuning.daemon.facts.CpuFormatException.Reason.OUT_OF_RANGE;
import static io.nodenettuning.daemon.facts.CpuFormatException.Reason.SYNTAX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The cases that the kernel tests its own mask parser with ({@code lib/test_bitmap.c}). */
class KernelCpuMaskCasesTest {

  record Valid(String mask, int bits, String number) {}

  record Invalid(CpuFormatException.Reason reason, String mask, int bits) {}

  static final List<Valid> VALID =
      List.of(
          new Valid("", 32, "0"),
          new Valid(" ", 32, "0"),
          new Valid("0", 32, "0"),
          new Valid("0\n", 32, "0"),
          new Valid("1", 32, "1"),
          new Valid("deadbeef", 32, "deadbeef"),
          new Valid("1,0", 33, "100000000"),
          new Valid("deadbeef,\n,0,1", 96, "deadbeef"),
          new Valid("deadbeef,1,0", 96, "deadbeef0000000100000000"),
          new Valid("baadf00d,deadbeef,1,0", 128, "baadf00ddeadbeef0000000100000000"),
          new Valid("badf00d,deadbeef,1,0", 124, "badf00ddeadbeef0000000100000000"),
          new Valid("badf00d,deadbeef,1,0", 125, "badf00ddeadbeef0000000100000000"),
          new Valid("  badf00d,deadbeef,1,0  ", 124, "badf00ddeadbeef0000000100000000"),
          new Valid(" , badf00d,deadbeef,1,0 , ", 124, "badf00ddeadbeef0000000100000000"),
          new Valid(" , badf00d, ,, ,,deadbeef,1,0 , ", 124, "badf00ddeadbeef0000000100000000"));

  static final List<Invalid> INVALID =
      List.of(
          new Invalid(SYNTAX, "goodfood,deadbeef,1,0", 128),
          new Invalid(OUT_OF_RANGE, "3,0", 33),
          new Invalid(OUT_OF_RANGE, "123badf00d,deadbeef,1,0", 128),
          new Invalid(OUT_OF_RANGE, "badf00d,deadbeef,1,0", 90),
          new Invalid(OUT_OF_RANGE, "fbadf00d,deadbeef,1,0", 95),
          new Invalid(OUT_OF_RANGE, "badf00d,deadbeef,1,0", 100));

  /** Seen on a 6.18 kernel: even zero groups past the last CPU are too much. */
  static final List<Invalid> MEASURED =
      List.of(
          new Invalid(OUT_OF_RANGE, "00000000,00000003", 2),
          new Invalid(OUT_OF_RANGE, "4", 2),
          new Invalid(SYNTAX, "0x3", 2));

  /** The texts of all cases. */
  static Stream<String> texts() {
    return Stream.concat(
        VALID.stream().map(Valid::mask),
        Stream.of(INVALID, MEASURED).flatMap(List::stream).map(Invalid::mask));
  }

  @ParameterizedTest
  @FieldSource("VALID")
  void reads_what_the_kernel_reads(Valid valid) {
    BigInteger expected = new BigInteger(valid.number(), 16);
    assertThat(CpuSet.parseMask(valid.mask(), valid.bits() - 1).stream())
        .containsExactlyElementsOf(
            IntStream.range(0, valid.bits()).filter(expected::testBit).boxed().toList());
  }

  @ParameterizedTest
  @FieldSource({"INVALID", "MEASURED"})
  void refuses_what_the_kernel_refuses(Invalid invalid) {
    assertThatExceptionOfType(CpuFormatException.class)
        .isThrownBy(() -> CpuSet.parseMask(invalid.mask(), invalid.bits() - 1))
        .withMessageContaining(invalid.mask())
        .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(invalid.reason()));
  }
}
