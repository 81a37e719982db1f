package io.nodenettuning.daemon.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CpuSetTest {

  @Test
  void prints_lists_as_the_kernel_does() {
    assertThat(CpuSet.of(8, 0, 1, 2, 3)).hasToString("0-3,8");
    assertThat(CpuSet.of(0, 1)).hasToString("0-1");
    assertThat(CpuSet.NONE).hasToString("");
  }

  @Test
  void prints_masks_with_no_more_groups_than_needed() {
    assertThat(CpuSet.range(0, 3).mask()).isEqualTo("f");
    assertThat(CpuSet.range(0, 39).mask()).isEqualTo("ff,ffffffff");
    assertThat(CpuSet.of(0, 64).mask()).isEqualTo("1,00000000,00000001");
    assertThat(CpuSet.of(31).mask()).isEqualTo("80000000");
    assertThat(CpuSet.of(CpuSet.MAX_CPU).mask()).startsWith("80000000,").hasSize(256 * 9 - 1);
    assertThat(CpuSet.NONE.mask()).isEqualTo("0");
  }

  @Test
  void errors_name_the_text_the_part_and_what_is_valid() {
    assertThatThrownBy(() -> CpuSet.parseList("1,7-3", 11))
        .hasMessage(
            "not a CPU list: \"1,7-3\": \"7-3\" runs backwards; want numbers and ranges with"
                + " commas, for instance \"0-7,16\", \"0-31:2/4\" or \"all\"");
    assertThatThrownBy(() -> CpuSet.parseList("0-3;5", 11))
        .hasMessageStartingWith("not a CPU list: \"0-3;5\": it is malformed; want numbers");
    assertThatThrownBy(() -> CpuSet.parseList("0-3,9-12", 11))
        .hasMessage("CPU list \"0-3,9-12\": \"9-12\" is past the last CPU, which is 11");
    assertThatThrownBy(() -> CpuSet.parseMask("0x10", 11))
        .hasMessage(
            "not a CPU mask: \"0x10\": \"0x10\"; want hexadecimal groups of up to eight digits"
                + " with commas and without 0x");
    assertThatThrownBy(() -> CpuSet.parseMask("1000", 11))
        .hasMessage("CPU mask \"1000\" is wider than the CPUs 0-11");
  }

  @Test
  void a_list_for_a_larger_node_is_read_whole() {
    assertThat(CpuSet.parseForeignList("1-63:1/2", 3).size()).isEqualTo(32);
    assertThat(CpuSet.parseForeignList("0,8-N", 3)).isEqualTo(CpuSet.of(0, 8));
    assertThat(CpuSet.parseForeignList("N-5", 3)).isEqualTo(CpuSet.range(3, 5));
    assertThatThrownBy(() -> CpuSet.parseForeignList("0-8192", 3)).hasMessageContaining("8191");
    assertThatThrownBy(() -> CpuSet.parseForeignList("N-5", 11)).hasMessageContaining("backwards");
  }
}
