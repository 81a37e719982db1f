package io.nodenettuning.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.daemon.kernel.Reading.Refused;
import io.nodenettuning.daemon.kernel.Reading.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedRootTest {
  @TempDir Path folder;
  Path recording = Path.of("");
  KernelFiles files = new NodeFiles(new MountedRoot(""));

  @BeforeEach
  void twoFoldersOfWhichOneIsTheRecording() throws IOException {
    recording = Files.createDirectories(folder.resolve("recording"));
    files = Kernel.recorded(recording).files();
    Files.writeString(folder.resolve("outside"), "outside\n");
    file("outside", "inside\n");
  }

  @Test
  void followsRelativeLinksAsTheNodeDoes() throws IOException {
    file("sys/devices/pci0/net/eth0/queues/rx-0/rps_cpus", "f\n");
    link("sys/class/net/eth0", "../../devices/pci0/net/eth0");
    link("sys/devices/pci0/net/eth0/device", "../../../pci0");

    assertThat(files.read("/sys/class/net/eth0/queues/rx-0/rps_cpus")).isEqualTo(new Text("f"));
    assertThat(files.list("/sys/class/net/eth0/device/net")).containsExactly("eth0");
    assertThat(files.link("/sys/class/net/eth0")).contains("../../devices/pci0/net/eth0");
    assertThat(files.link("/sys/class/net/eth0/device")).contains("../../../pci0");
  }

  @Test
  void goesUpFromWhereALinkLeads() throws IOException {
    file("sys/devices/pci0/msi_irqs/25", "");
    Files.createDirectories(recording.resolve("sys/devices/pci0/virtio2"));
    link("sys/class/net/eth0/device", "../../../devices/pci0/virtio2");

    assertThat(files.list("/sys/class/net/eth0/device/../msi_irqs")).containsExactly("25");
  }

  @Test
  void keepsAbsoluteLinksInside() throws IOException {
    link("proc/mounts", folder.resolve("outside").toString());
    link("proc/own", "/outside");

    assertThat(files.read("/proc/mounts")).isEqualTo(new Refused(Errno.ENOENT));
    assertThat(files.read("/proc/own")).isEqualTo(new Text("inside"));
  }

  @Test
  void keepsStepsUpInside() throws IOException {
    link("proc/up", "../../../../outside");

    assertThat(files.read("/../outside")).isEqualTo(new Text("inside"));
    assertThat(files.read("/proc/up")).isEqualTo(new Text("inside"));
    assertThat(files.write("/proc/../../outside", "new")).isEqualTo(new Text("new"));
    assertThat(folder.resolve("outside")).hasContent("outside\n");
  }

  @Test
  void leadsLinksInACircleNowhere() throws IOException {
    link("a", "b");
    link("b", "/a");

    assertThat(files.read("/a")).isEqualTo(new Refused(Errno.ENOENT));
    assertThat(files.exists("/a")).isFalse();
    assertThat(files.link("/a")).contains("b");
  }

  @Test
  void listsTheRootItself() {
    assertThat(files.list("/")).containsExactly("outside");
  }

  private void file(String name, String content) throws IOException {
    Path file = recording.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private void link(String name, String target) throws IOException {
    Path link = recording.resolve(name);
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, Path.of(target));
  }
}
