package io.nodenettuning.daemon.cli.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tar of the machine reads what is written. */
class TarWriterTest {
  @TempDir Path folder;

  @Test
  void namesAndLinksLongerThanAHeaderArriveWhole() throws Exception {
    String deep = "sys/devices/" + "pci0000:00/".repeat(12) + "net/eth0";
    String target = "../".repeat(40) + "queues";
    byte[] block = "x".repeat(512).getBytes(StandardCharsets.UTF_8);
    Path archive = folder.resolve("a.tar");
    try (TarWriter tar = new TarWriter(Files.newOutputStream(archive), 1_700_000_000)) {
      tar.directory("sys");
      tar.file(deep, "0-3\n".getBytes(StandardCharsets.UTF_8), true);
      tar.file("empty", new byte[0], false);
      tar.file("block", block, false);
      tar.link("link", target);
    }

    Process tar =
        new ProcessBuilder("tar", "xf", archive.toString(), "-C", folder.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(tar.waitFor()).as(said).isZero();
    assertThat(said).isEmpty();
    assertThat(folder.resolve(deep)).hasContent("0-3");
    assertThat(folder.resolve("empty")).isEmptyFile();
    assertThat(folder.resolve("block")).hasBinaryContent(block);
    assertThat(Files.readSymbolicLink(folder.resolve("link"))).hasToString(target);
  }
}
