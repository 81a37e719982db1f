package io.nodenettuning.daemon.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nodenettuning.daemon.facts.CpuFormatException.Reason;
import java.math.BigInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cases that the kernel tests its own mask parser with ({@code lib/test_bitmap.c}). */
class KernelCpuMaskCasesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "''                                     | 32  | 0",
        "' '                                    | 32  | 0",
        "0                                      | 32  | 0",
        "1                                      | 32  | 1",
        "deadbeef                               | 32  | deadbeef",
        "1,0                                    | 33  | 100000000",
        "deadbeef,1,0                           | 96  | deadbeef0000000100000000",
        "baadf00d,deadbeef,1,0                  | 128 | baadf00ddeadbeef0000000100000000",
        "badf00d,deadbeef,1,0                   | 124 | badf00ddeadbeef0000000100000000",
        "badf00d,deadbeef,1,0                   | 125 | badf00ddeadbeef0000000100000000",
        "'  badf00d,deadbeef,1,0  '             | 124 | badf00ddeadbeef0000000100000000",
        "' , badf00d,deadbeef,1,0 , '           | 124 | badf00ddeadbeef0000000100000000",
        "' , badf00d, ,, ,,deadbeef,1,0 , '     | 124 | badf00ddeadbeef0000000100000000",
      })
  void reads_what_the_kernel_reads(String mask, int bits, String number) {
    BigInteger expected = new BigInteger(number, 16);
    assertThat(CpuSet.parseMask(mask, bits - 1).stream())
        .containsExactlyElementsOf(
            IntStream.range(0, bits).filter(expected::testBit).boxed().toList());
  }

  @Test
  void reads_no_further_than_the_first_line() {
    assertThat(CpuSet.parseMask("deadbeef,\n,0,1", 95).mask()).isEqualTo("deadbeef");
    assertThat(CpuSet.parseMask("0\n", 31)).isEqualTo(CpuSet.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "'goodfood,deadbeef,1,0',  128, SYNTAX",
    "'3,0',                    33,  OUT_OF_RANGE",
    "'123badf00d,deadbeef,1,0',128, OUT_OF_RANGE",
    "'badf00d,deadbeef,1,0',   90,  OUT_OF_RANGE",
    "'fbadf00d,deadbeef,1,0',  95,  OUT_OF_RANGE",
    "'badf00d,deadbeef,1,0',   100, OUT_OF_RANGE",
    // Seen on a 6.18 kernel: even zero groups past the last CPU are too much.
    "'00000000,00000003',      2,   OUT_OF_RANGE",
    "4,                        2,   OUT_OF_RANGE",
    "0x3,                      2,   SYNTAX",
  })
  void refuses_what_the_kernel_refuses(String mask, int bits, Reason reason) {
    assertThatExceptionOfType(CpuFormatException.class)
        .isThrownBy(() -> CpuSet.parseMask(mask, bits - 1))
        .withMessageContaining(mask)
        .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(reason));
  }
}
