package io.nodenettuning.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ErrnoTest {

  @Test
  void readsAsSymbolAndMeaning() {
    assertThat(Errno.EINVAL).hasToString("EINVAL (Invalid argument)");
    assertThat(Errno.EOVERFLOW.name()).isEqualTo("EOVERFLOW");
    assertThat(Errno.EOPNOTSUPP.description()).isEqualTo("Operation not supported");
  }

  @Test
  void ofAnUnknownNumberSaysTheNumber() {
    assertThat(new Errno(123)).hasToString("errno 123 (Unknown error 123)");
  }
}
