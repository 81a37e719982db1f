package io.nodenettuning.daemon.facts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.daemon.kernel.Errno;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Our reading of CPU lists and masks against that of the kernel lab's kernels, with 72 CPUs: three
 * groups in a mask, eight CPUs online.
 */
@Tag("lab")
class CpuSetInTheLabTest {
  /** As timeout(1) exits, and {@code lab/kernel/run} with it. */
  private static final int TIMED_OUT = 124;

  private static final long SEED = 2;
  private static final int TEXTS = 10_000;
  private static final int LAST = 71;
  private static final CpuSet ONLINE = CpuSet.range(0, 7);

  /** A text, and where it is written. */
  private record Written(String file, String text, Function<String, CpuSet> parser) {

    static Written list(String text) {
      return new Written("smp_affinity_list", text, list -> CpuSet.parseList(list, LAST));
    }

    static Written mask(String text) {
      return new Written("smp_affinity", text, mask -> CpuSet.parseMask(mask, LAST));
    }

    String line() {
      return file + " " + HexFormat.of().formatHex(text.getBytes(UTF_8));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.12", "6.1"})
  void texts_are_read_as_the_kernel_reads_them(String kernel, @TempDir Path share)
      throws IOException, InterruptedException {
    List<Written> texts =
        Stream.of(
                Stream.concat(
                        KernelCpuListCasesTest.texts(),
                        CpuTexts.lists(SEED, TEXTS, LAST).stream()
                            .filter(list -> !KernelAnswer.isListOnlyToTheKernel(list)))
                    .map(Written::list),
                Stream.concat(
                        KernelCpuMaskCasesTest.texts(),
                        CpuTexts.masks(SEED, TEXTS, LAST).stream()
                            .filter(mask -> !KernelAnswer.isMaskOnlyToTheKernel(mask)))
                    .map(Written::mask))
            .flatMap(all -> all)
            .toList();
    Files.write(share.resolve("texts"), texts.stream().map(Written::line).toList());

    List<KernelAnswer> answers =
        boot(share, "--kernel", kernel, "--topology", "wide", "--nics", "igb")
            .filter(line -> line.matches("\\d+ .*"))
            .map(CpuSetInTheLabTest::answer)
            .toList();
    assertThat(answers).hasSameSizeAs(texts);
    assertThat(answers)
        .filteredOn(answer -> answer.refusal().isEmpty())
        .hasSizeGreaterThan(TEXTS / 4);
    IntStream.range(0, texts.size())
        .forEach(i -> answers.get(i).agrees(texts.get(i).text(), texts.get(i).parser(), ONLINE));
  }

  /** An emulated guest may stall, whatever runs in it: another is started then. */
  private static Stream<String> boot(Path share, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("../lab/kernel/run", "--seconds", "90"));
    command.addAll(List.of(options));
    command.addAll(List.of("--share", share.toString(), "src/test/resources/lab/affinities.sh"));
    for (int started = 1; ; started++) {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      List<String> lines = process.inputReader().lines().toList();
      int status = process.waitFor();
      if (status == TIMED_OUT && started == 1) {
        System.err.println("a guest stalled, another is started: " + String.join("\n", lines));
        continue;
      }
      assertThat(status).as(String.join("\n", lines)).isZero();
      return lines.stream();
    }
  }

  private static KernelAnswer answer(String line) {
    int blank = line.indexOf(' ');
    int errno = Integer.parseInt(line.substring(0, blank));
    return errno == 0
        ? KernelAnswer.taken(line.substring(blank + 1))
        : KernelAnswer.refused(new Errno(errno));
  }
}
