package io.nodenettuning.daemon.facts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

  @ParameterizedTest
  @CsvSource({
    "eth0,             eth0",
    "eth*,             eth",
    "eth*,             eth12",
    "*,                bond0.100",
    "eth?,             eth1",
    "eth[0-3],         eth2",
    "eth[013],         eth3",
    "eth[!0-3],        eth4",
    "[a-c]x[-_]y,      bx-y",
    "0000:81:00.*,     0000:81:00.1",
    "0000:8[13]:00.?,  0000:83:00.0",
    "a[]]b,            a]b",
    "a[^b,             a[^b",
    "a(b|c)+,          a(b|c)+",
  })
  void fits(String glob, String text) {
    assertThat(Glob.matches(glob, text)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "eth0,          eth01",
    "eth?,          eth",
    "eth*,          veth0",
    "eth[0-3],      eth4",
    "eth[!0-3],     eth3",
    "eth[!0-3],     eth",
    "0000.81.00.0,  0000:81:00.0",
    "eth[3-1],      eth2",
    "ETH0,          eth0",
  })
  void does_not_fit(String glob, String text) {
    assertThat(Glob.matches(glob, text)).isFalse();
  }
}
