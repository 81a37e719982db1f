package io.nodenettuning.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The images that {@code dev/images} makes: what the chart asks for, and nothing to break in with.
 */
@Tag("cluster")
final class ImagesTest {
  private static final int EXECUTABLE = 0111;
  private static final int SET_USER_OR_GROUP = 06000;
  private static final long MEBIBYTE = 1 << 20;

  @ParameterizedTest
  @CsvSource({"operator,operator,65532:65532,80", "node-daemon,nnt,0:0,80"})
  void holdARuntimeAndAnApplication(String name, String application, String user, int mebibytes)
      throws IOException {
    ImageFile image = ImageFile.read(file(name));

    assertThat(image.tag()).isEqualTo("nodenettuning/" + name + ":" + version());
    assertThat(image.config().path("User").asText()).isEqualTo(user);
    assertThat(image.config().path("Entrypoint").toString())
        .isEqualTo("[\"java\",\"-jar\",\"/opt/%1$s/lib/%1$s.jar\"]".formatted(application));
    assertThat(Files.size(file(name))).isLessThan(mebibytes * MEBIBYTE);
    assertThat(image.files())
        .extracting(TarArchiveEntry::getName)
        .contains("opt/" + application + "/lib/" + application + ".jar");
  }

  @ParameterizedTest
  @ValueSource(strings = {"operator", "node-daemon"})
  void nothingInThemCanBeExecutedButJava(String name) throws IOException {
    assertThat(ImageFile.read(file(name)).files())
        .filteredOn(TarArchiveEntry::isFile)
        .filteredOn(file -> (file.getMode() & EXECUTABLE) != 0)
        .extracting(TarArchiveEntry::getName)
        .hasSize(2)
        .allMatch(file -> file.endsWith("/runtime/bin/java") || file.startsWith("lib64/ld-linux"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"operator", "node-daemon"})
  void nothingInThemCanBeChangedOrChangesItsUser(String name) throws IOException {
    assertThat(ImageFile.read(file(name)).files())
        .allSatisfy(file -> {
          assertThat(file.getLongUserId()).isZero();
          assertThat(file.getMode() & (SET_USER_OR_GROUP | 022)).isZero();
        });
  }

  private static Path file(String name) {
    return Path.of("..", name, "target", name + "-image.tar");
  }

  private static String version() {
    return System.getProperty("project.version", "");
  }
}
