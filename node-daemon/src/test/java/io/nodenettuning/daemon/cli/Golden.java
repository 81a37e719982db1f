package io.nodenettuning.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Expected output in files: {@code -Dgolden.write=true} writes them anew, to be reviewed. */
final class Golden {
  private Golden() {}

  static void assertSame(Path expected, String actual) throws IOException {
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(expected, actual);
    }
    assertThat(actual).as(expected.toString()).isEqualTo(Files.readString(expected));
  }
}
