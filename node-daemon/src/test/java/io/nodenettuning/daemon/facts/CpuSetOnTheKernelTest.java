package io.nodenettuning.daemon.facts;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nodenettuning.daemon.kernel.Errno;
import io.nodenettuning.daemon.kernel.Kernel;
import io.nodenettuning.daemon.kernel.KernelFiles;
import io.nodenettuning.daemon.kernel.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Our reading of CPU lists and masks against the kernel's own, by the affinity of an interrupt that
 * never fires: a network device's notice of a changed configuration.
 */
@Tag("kernel")
class CpuSetOnTheKernelTest {
  private static final long SEED = 1;
  private static final int TEXTS = 10_000;

  private final KernelFiles files = Kernel.host().files();
  private final Facts facts = new FactsReader(Kernel.host()).read();
  private String interrupt = "";
  private String original = "";

  @BeforeEach
  void borrowInterrupt() {
    Optional<OtherInterrupt> idle =
        facts.nics().stream()
            .flatMap(nic -> nic.otherInterrupts().stream())
            .filter(other -> other.vector().matches("virtio\\d+-config"))
            .findFirst();
    assumeTrue(idle.isPresent(), "no virtio_net here");
    interrupt = "/proc/irq/" + idle.orElseThrow().irq();
    original = files.read(interrupt + "/smp_affinity_list").text().orElseThrow();
  }

  @AfterEach
  void giveBackInterrupt() {
    if (!original.isEmpty()) {
      files.write(interrupt + "/smp_affinity_list", original);
    }
  }

  @Test
  void every_short_list() {
    int last = facts.cpus().lastPossible();
    for (String list : texts("01N-:/, ", 4)) {
      compare("/smp_affinity_list", list, text -> CpuSet.parseList(text, last));
    }
  }

  @Test
  void every_pair_of_regions() {
    int last = facts.cpus().lastPossible();
    List<String> regions =
        List.of(
            "0",
            "N",
            "0-N",
            "all",
            "ALL:1/2",
            "All",
            "0-N:1/2",
            "0-N:0/2",
            "0-0:N/2",
            "1-0",
            "0-N:3/2",
            "0-1:1/0",
            "0-N:1/N",
            "9999",
            "9999999999",
            "4294967296",
            "0-9999:1/2",
            "a",
            "0:1/2",
            "al",
            "alll",
            "0x1",
            "00-01",
            "");
    for (String first : regions) {
      for (String second : regions) {
        compare("/smp_affinity_list", first + "," + second, t -> CpuSet.parseList(t, last));
      }
    }
  }

  @Test
  void every_short_mask() {
    int last = facts.cpus().lastPossible();
    List<String> masks = new ArrayList<>(texts("013fF, ", 4));
    masks.addAll(
        List.of("00000001", "00000000,1", "000000001", "0,1", "0,,1", "1,00000000", "0x1"));
    for (String mask : masks) {
      compare("/smp_affinity", mask, text -> CpuSet.parseMask(text, last));
    }
  }

  @Test
  void lists_as_people_write_them() {
    int last = facts.cpus().lastPossible();
    CpuTexts.lists(SEED, TEXTS, last).stream()
        .filter(list -> !KernelAnswer.isListOnlyToTheKernel(list))
        .forEach(list -> compare("/smp_affinity_list", list, t -> CpuSet.parseList(t, last)));
  }

  @Test
  void masks_as_people_write_them() {
    int last = facts.cpus().lastPossible();
    CpuTexts.masks(SEED, TEXTS, last).stream()
        .filter(mask -> !KernelAnswer.isMaskOnlyToTheKernel(mask))
        .forEach(mask -> compare("/smp_affinity", mask, t -> CpuSet.parseMask(t, last)));
  }

  @Test
  void the_kernels_own_cases() {
    int last = facts.cpus().lastPossible();
    KernelCpuListCasesTest.texts()
        .forEach(list -> compare("/smp_affinity_list", list, t -> CpuSet.parseList(t, last)));
    KernelCpuMaskCasesTest.texts()
        .forEach(mask -> compare("/smp_affinity", mask, t -> CpuSet.parseMask(t, last)));
  }

  private static List<String> texts(String characters, int length) {
    List<String> texts = new ArrayList<>(List.of(""));
    for (int from = 0, i = 0; i < length; i++) {
      int to = texts.size();
      for (String start : List.copyOf(texts.subList(from, to))) {
        characters.chars().forEach(c -> texts.add(start + (char) c));
      }
      from = to;
    }
    return texts;
  }

  private void compare(String file, String text, Function<String, CpuSet> parser) {
    KernelAnswer answer =
        switch (files.write(interrupt + file, text)) {
          case Reading.Text _ ->
              KernelAnswer.taken(files.read(interrupt + "/smp_affinity_list").text().orElseThrow());
          case Reading.Refused(Errno errno) -> KernelAnswer.refused(errno);
        };
    answer.agrees(text, parser, facts.cpus().online());
  }
}
