package io.nodenettuning.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.daemon.kernel.Reading.Refused;
import io.nodenettuning.daemon.kernel.Reading.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files below a prefix, where a folder has the place of procfs and sysfs. */
class NodeFilesTest {
  @TempDir Path folder;
  KernelFiles files = new NodeFiles(new MountedRoot(""));

  @BeforeEach
  void mountedAtTheFolder() {
    files = new NodeFiles(new MountedRoot(folder.toString()));
  }

  @Test
  void readsAValueWithoutItsNewline() throws IOException {
    file("sys/rps_cpus", "00000000,0000000f\n");

    assertThat(files.read("/sys/rps_cpus")).isEqualTo(new Text("00000000,0000000f"));
  }

  @Test
  void takesOffOneNewlineOnlyAndNoBlanks() throws IOException {
    file("nohz_full", "  (null)\n\n");

    assertThat(files.read("/nohz_full")).isEqualTo(new Text("  (null)\n"));
  }

  @Test
  void readsAnEmptyFileAsEmptyText() throws IOException {
    file("empty", "");

    assertThat(files.read("/empty")).isEqualTo(new Text(""));
    assertThat(files.readAll("/empty")).isEqualTo(new Text(""));
  }

  @Test
  void readsAFileOfSizeZeroWhole() {
    var procfs = new NodeFiles(new MountedRoot(""));

    assertThat(procfs.read("/proc/self/comm").text())
        .hasValueSatisfying(comm -> assertThat(comm).hasSizeGreaterThan(1));
    assertThat(procfs.readAll("/proc/self/maps").text())
        .hasValueSatisfying(maps ->
            assertThat(maps).hasSizeGreaterThan(3 * CallMemory.PAGE_BYTES).contains("[stack]"));
  }

  @Test
  void readsAValueThatIsLongerThanAPage() throws IOException {
    String oddCpus =
        IntStream.range(0, 4096).mapToObj(n -> "" + (2 * n + 1)).collect(Collectors.joining(","));
    file("list", oddCpus + "\n");

    assertThat(files.read("/list")).isEqualTo(new Text(oddCpus));
    assertThat(files.readAll("/list")).isEqualTo(new Text(oddCpus));
  }

  @Test
  void readsAValueOfExactlyAPage() throws IOException {
    String page = "f".repeat(CallMemory.PAGE_BYTES);
    file("page", page);

    assertThat(files.read("/page")).isEqualTo(new Text(page));
  }

  @Test
  void refusesWhatIsNotThere() {
    assertThat(files.read("/proc/none")).isEqualTo(new Refused(Errno.ENOENT));
    assertThat(files.readAll("/proc/none")).isEqualTo(new Refused(Errno.ENOENT));
    assertThat(files.write("/proc/none", "1")).isEqualTo(new Refused(Errno.ENOENT));
    assertThat(files.exists("/proc/none")).isFalse();
    assertThat(files.list("/proc/none")).isEmpty();
    assertThat(files.link("/proc/none")).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void refusesADirectory() throws IOException {
    Files.createDirectory(folder.resolve("queues"));

    assertThat(files.read("/queues")).isEqualTo(new Refused(new Errno(21)));
    assertThat(files.write("/queues", "1")).isEqualTo(new Refused(new Errno(21)));
  }

  @Test
  void refusesAPathThatTheKernelWouldReadDifferently() {
    assertThat(files.read("/proc/sys\0/x")).isEqualTo(new Refused(Errno.ENAMETOOLONG));
    assertThat(files.read("/" + "long/".repeat(1000))).isEqualTo(new Refused(Errno.ENAMETOOLONG));
    assertThat(files.exists("/\0")).isFalse();
    assertThat(files.link("/\0")).isEmpty();
  }

  @Test
  void writesAValueAndReadsItBack() throws IOException {
    Path governor = file("scaling_governor", "performance\n");

    assertThat(files.write("/scaling_governor", "ondemand")).isEqualTo(new Text("ondemand"));
    assertThat(governor).hasContent("ondemand\n");
  }

  @Test
  void refusesAValueThatOneWriteCannotTake() throws IOException {
    Path file = file("value", "old\n");

    assertThat(files.write("/value", "f".repeat(CallMemory.PAGE_BYTES)))
        .isEqualTo(new Refused(Errno.E2BIG));
    assertThat(file).hasContent("old\n");
  }

  @Test
  void listsNamesSorted() throws IOException {
    for (int n = 0; n < 300; n++) {
      file("queues/rx-" + n + "-with-a-long-name", "");
    }

    assertThat(files.list("/queues"))
        .hasSize(300)
        .isSorted()
        .startsWith("rx-0-with-a-long-name", "rx-1-with-a-long-name", "rx-10-with-a-long-name");
  }

  @Test
  void listsNoNamesOfAFile() throws IOException {
    file("file", "x");

    assertThat(files.list("/file")).isEmpty();
  }

  @Test
  void readsALinkAsItIsWrittenThere() throws IOException {
    Files.createSymbolicLink(folder.resolve("driver"), Path.of("../../bus/virtio_net"));

    assertThat(files.link("/driver")).contains("../../bus/virtio_net");
    assertThat(files.exists("/driver")).isFalse();
  }

  @Test
  void readsBackWhatCannotBeReadAsItWasWritten() throws IOException {
    // Root may read any plain file: only the kernel's own files tell the two apart.
    Path trigger = file("rescan", "");
    Files.setPosixFilePermissions(trigger, PosixFilePermissions.fromString("-w-------"));

    assertThat(files.write("/rescan", "1")).isEqualTo(new Text("1"));
  }

  @Test
  void keepsThreadsApart() throws Exception {
    file("a", "a".repeat(1000) + "\n");
    file("b", "b".repeat(2000) + "\n");
    var a = new Thread(() -> repeat("/a", "a".repeat(1000)));
    var wrong = new java.util.concurrent.atomic.AtomicReference<Throwable>();
    a.setUncaughtExceptionHandler((_, e) -> wrong.set(e));

    a.start();
    repeat("/b", "b".repeat(2000));
    a.join();

    assertThat(wrong).hasNullValue();
  }

  private void repeat(String path, String expected) {
    for (int n = 0; n < 2000; n++) {
      assertThat(files.read(path)).isEqualTo(new Text(expected));
    }
  }

  private Path file(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }
}
