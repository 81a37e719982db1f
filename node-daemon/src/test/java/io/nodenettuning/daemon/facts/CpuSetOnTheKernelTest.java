package io.nodenettuning.daemon.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nodenettuning.daemon.facts.CpuFormatException.Reason;
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
    Reading kernel = files.write(interrupt + file, text);
    try {
      CpuSet ours = parser.apply(text);
      switch (kernel) {
        case Reading.Text _ ->
            assertThat(files.read(interrupt + "/smp_affinity_list").text())
                .as(text)
                .map(CpuSet::parseList)
                .contains(ours);
        case Reading.Refused(Errno errno) -> {
          assertThat(ours.intersection(facts.cpus().online()).isEmpty()).as(text).isTrue();
          assertThat(errno).as(text).isEqualTo(Errno.EINVAL);
        }
      }
    } catch (CpuFormatException e) {
      switch (kernel) {
        case Reading.Text taken -> fail("the kernel takes \"%s\" as %s: %s", text, taken, e);
        case Reading.Refused(Errno errno) ->
            assertThat(errno.equals(Errno.EINVAL))
                .as("%s: %s", e.getMessage(), errno)
                .isEqualTo(e.reason() == Reason.SYNTAX);
      }
    }
  }
}
