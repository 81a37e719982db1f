package io.nodenettuning.daemon.facts;

import static io.nodenettuning.daemon.facts.CpuFormatException.Reason.OUT_OF_RANGE;
import static io.nodenettuning.daemon.facts.CpuFormatException.Reason.SYNTAX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The cases that the kernel tests its own parser with ({@code lib/test_bitmap.c}). */
class KernelCpuListCasesTest {

  record Valid(String list, int bits, String hex) {}

  record Invalid(CpuFormatException.Reason reason, String list, int bits) {}

  static final List<Valid> VALID =
      List.of(
          new Valid("0", 8, "1"),
          new Valid("1", 8, "2"),
          new Valid("0-15", 32, "ffff"),
          new Valid("16-31", 32, "ffff0000"),
          new Valid("0-31:1/2", 32, "55555555"),
          new Valid("1-31:1/2", 32, "aaaaaaaa"),
          new Valid("0-31:1/4", 32, "11111111"),
          new Valid("1-31:1/4", 32, "22222222"),
          new Valid("0-31:4/4", 32, "ffffffff"),
          new Valid("1-31:4/4", 32, "fffffffe"),
          new Valid("0-31:1/4,32-63:2/4", 64, "33333333,11111111"),
          new Valid("0-31:3/4,32-63:4/4", 64, "ffffffff,77777777"),
          new Valid("  ,,  0-31:3/4  ,, 32-63:4/4  ,,  ", 64, "ffffffff,77777777"),
          new Valid(
              "0-31:1/4,32-63:2/4,64-95:3/4,96-127:4/4",
              128,
              "ffffffff,77777777,33333333,11111111"),
          new Valid("", 8, "0"),
          new Valid("\n", 8, "0"),
          new Valid(",,  ,,  , ,  ,", 8, "0"),
          new Valid(" ,  ,,  , ,   ", 8, "0"),
          new Valid(" ,  ,,  , ,   \n", 8, "0"),
          new Valid("0-0", 32, "1"),
          new Valid("1-1", 32, "2"),
          new Valid("15-15", 32, "8000"),
          new Valid("31-31", 32, "80000000"),
          new Valid("0-0:0/1", 32, "0"),
          new Valid("0-0:1/1", 32, "1"),
          new Valid("0-0:1/31", 32, "1"),
          new Valid("0-0:31/31", 32, "1"),
          new Valid("1-1:1/1", 32, "2"),
          new Valid("0-15:16/31", 32, "ffff"),
          new Valid("15-15:1/2", 32, "8000"),
          new Valid("15-15:31/31", 32, "8000"),
          new Valid("15-31:1/31", 32, "8000"),
          new Valid("16-31:16/31", 32, "ffff0000"),
          new Valid("31-31:31/31", 32, "80000000"),
          new Valid("N-N", 32, "80000000"),
          new Valid("0-0:1/N", 32, "1"),
          new Valid("0-0:N/N", 32, "1"),
          new Valid("0-15:16/N", 32, "ffff"),
          new Valid("15-15:N/N", 32, "8000"),
          new Valid("15-N:1/N", 32, "8000"),
          new Valid("16-N:16/N", 32, "ffff0000"),
          new Valid("N-N:N/N", 32, "80000000"),
          new Valid("0-N:1/3,1-N:1/3,2-N:1/3", 32, "ffffffff"),
          new Valid("0-31:1/3,1-31:1/3,2-31:1/3", 32, "ffffffff"),
          new Valid("1-10:8/12,8-31:24/29,0-31:0/3", 32, "fffffffe"),
          new Valid("all", 32, "ffffffff"),
          new Valid("0, 1, all,  ", 32, "ffffffff"),
          new Valid("all:1/2", 32, "55555555"),
          new Valid("ALL:1/2", 32, "55555555"));

  static final List<Invalid> INVALID =
      List.of(
          new Invalid(SYNTAX, "al", 8),
          new Invalid(SYNTAX, "alll", 8),
          new Invalid(SYNTAX, "-1", 8),
          new Invalid(SYNTAX, "-0", 8),
          new Invalid(SYNTAX, "10-1", 8),
          new Invalid(OUT_OF_RANGE, "8-8", 8),
          new Invalid(OUT_OF_RANGE, "0-31", 8),
          new Invalid(SYNTAX, "0-31:", 32),
          new Invalid(SYNTAX, "0-31:0", 32),
          new Invalid(SYNTAX, "0-31:0/", 32),
          new Invalid(SYNTAX, "0-31:0/0", 32),
          new Invalid(SYNTAX, "0-31:1/0", 32),
          new Invalid(SYNTAX, "0-31:10/1", 32),
          new Invalid(OUT_OF_RANGE, "0-98765432123456789:10/1", 8),
          new Invalid(SYNTAX, "a-31", 8),
          new Invalid(SYNTAX, "0-a1", 8),
          new Invalid(SYNTAX, "a-31:10/1", 8),
          new Invalid(SYNTAX, "0-31:a/1", 8),
          new Invalid(SYNTAX, "0-\n", 8));

  /** Seen on a 6.18 kernel through a cpuset. */
  static final List<Invalid> MEASURED =
      List.of(
          new Invalid(SYNTAX, "0:1/2", 2),
          new Invalid(SYNTAX, "n", 2),
          new Invalid(SYNTAX, "1-0", 2),
          new Invalid(SYNTAX, "0-1:3/2", 2),
          new Invalid(SYNTAX, "0-1:1/0", 2),
          new Invalid(SYNTAX, "0x1", 2),
          new Invalid(OUT_OF_RANGE, "2", 2));

  /** The texts of all cases. */
  static Stream<String> texts() {
    return Stream.concat(
        VALID.stream().map(Valid::list),
        Stream.of(INVALID, MEASURED).flatMap(List::stream).map(Invalid::list));
  }

  @ParameterizedTest
  @FieldSource("VALID")
  void reads_what_the_kernel_reads(Valid valid) {
    assertThat(CpuSet.parseList(valid.list(), valid.bits() - 1).mask()).isEqualTo(valid.hex());
  }

  @ParameterizedTest
  @FieldSource({"INVALID", "MEASURED"})
  void refuses_what_the_kernel_refuses(Invalid invalid) {
    var refusal =
        catchThrowableOfType(
            CpuFormatException.class, () -> CpuSet.parseList(invalid.list(), invalid.bits() - 1));
    assertThat(refusal).isNotNull();
    assertThat(refusal.reason()).isEqualTo(invalid.reason());
    assertThat(refusal).hasMessageContaining(invalid.list());
  }
}
