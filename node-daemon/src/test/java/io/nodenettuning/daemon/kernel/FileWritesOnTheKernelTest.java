package io.nodenettuning.daemon.kernel;

import static io.nodenettuning.daemon.kernel.Veth.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nodenettuning.daemon.kernel.WritingProcess.Remains;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What this machine's kernel tells of writes, as newer and older kernels do, and what gets lost.
 */
@Tag("kernel")
class FileWritesOnTheKernelTest {
  private static final int NEW = Fanotify.REPORT_FD_ERROR | Fanotify.REPORT_PIDFD;
  private static final int OLDER = Fanotify.REPORT_PIDFD;
  private static final int OLDEST = 0;

  private static final String QUEUE = "/proc/sys/fs/fanotify/max_queued_events";
  private static final int MOST = 1000;

  private final KernelFiles files = Kernel.host().files();
  private final List<String> told = new ArrayList<>();
  private Veth veth = new Veth("", "");

  @BeforeEach
  void aDevice() {
    veth = Veth.withQueues(4);
  }

  @AfterEach
  void gone() {
    veth.close();
  }

  private static String rps(Veth veth, int queue) {
    return "/sys/devices/virtual/net/%s/queues/rx-%d/rps_cpus".formatted(veth.name(), queue);
  }

  private FileWrites open(int flags) {
    return switch (FileWrites.open(files, flags)) {
      case Answer.Got<FileWrites> got -> got.value();
      case Answer.Refused<FileWrites> refused -> throw new AssertionError(refused.errno());
    };
  }

  private void read(FileWrites writes) {
    told.clear();
    writes.read(
        new FileWrites.Listener() {
          @Override
          public void written(String path, WritingProcess writer) {
            told.add(path);
          }

          @Override
          public void unknown(String why, WritingProcess writer) {
            told.add(why);
          }

          @Override
          public void overflow() {
            told.add("overflow");
          }
        },
        MOST);
  }

  @ParameterizedTest
  @ValueSource(ints = {NEW, OLDER, OLDEST})
  void aFileThatCannotBeReadIsToldOnAllKernels(int flags) {
    try (FileWrites writes = open(flags)) {
      run("sh", "-c", "echo add > /sys/bus/cpu/uevent || true; echo 1 > " + rps(veth, 0));
      read(writes);

      assertThat(told).containsSubsequence("/sys/bus/cpu/uevent", rps(veth, 0));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {NEW, OLDER, OLDEST})
  void aFileThatIsGoneMeanwhileIsNotLostAndEndsNothing(int flags) {
    try (FileWrites writes = open(flags)) {
      try (Veth other = Veth.withQueues(1)) {
        run("sh", "-c", "echo 1 > %s; echo 1 > %s".formatted(rps(veth, 0), rps(other, 0)));
      }
      run("sh", "-c", "echo 1 > " + rps(veth, 1));
      read(writes);

      assertThat(told)
          .containsSubsequence(
              rps(veth, 0),
              "a file was written that cannot be opened: ENODEV (No such device)",
              rps(veth, 1));
    }
  }

  @Test
  void moreThanTheKernelKeepsIsTold() {
    String before = files.read(QUEUE).text().orElseThrow();
    try {
      files.write(QUEUE, "2");
      try (FileWrites writes = open(NEW)) {
        for (int queue = 0; queue < 4; queue++) {
          run("sh", "-c", "echo 1 > " + rps(veth, queue));
        }
        read(writes);
        assertThat(told).contains("overflow").doesNotContain(rps(veth, 3));
        run("sh", "-c", "echo 1 > " + rps(veth, 3));
        read(writes);

        assertThat(told).contains(rps(veth, 3));
      }
    } finally {
      files.write(QUEUE, before);
    }
  }

  @Test
  void ofAWriterThatIsGoneItsCgroupIsKept() throws IOException, InterruptedException {
    Optional<Cgroups> cgroups = Cgroups.open(files);
    assumeTrue(cgroups.isPresent(), "no cgroup v2 on this machine");
    Path mount =
        Files.exists(Path.of("/sys/fs/cgroup/unified"))
            ? Path.of("/sys/fs/cgroup/unified")
            : Path.of("/sys/fs/cgroup");
    Path cgroup = Files.createDirectory(mount.resolve(veth.name() + ".service"));
    Process shell =
        new ProcessBuilder(
                "sh",
                "-c",
                "echo $$ > %s/cgroup.procs; echo 1 > %s; read end".formatted(cgroup, rps(veth, 0)))
            .start();
    try (FileWrites writes = open(NEW);
        EventWait wait = new EventWait(writes.descriptor())) {
      List<Remains> remains = new ArrayList<>();
      while (remains.isEmpty()) {
        wait.await(EventWait.FOR_EVER);
        writes.read(new Ended(rps(veth, 0), shell, remains), MOST);
      }

      assertThat(remains.getFirst().cgroup()).isPositive();
      assertThat(cgroups.get().path(remains.getFirst().cgroup()))
          .contains("/" + veth.name() + ".service");
      assertThat(cgroups.get().path(1L << 40)).isEmpty();
    } finally {
      shell.destroy();
      shell.waitFor();
      Files.delete(cgroup);
      cgroups.get().close();
    }
  }

  /** Has a writer end before it is asked who it was. */
  private record Ended(String path, Process shell, List<Remains> remains)
      implements FileWrites.Listener {

    @Override
    public void written(String written, WritingProcess writer) {
      if (written.equals(path)) {
        assertThat(writer.exists()).isTrue();
        try {
          shell.getOutputStream().close();
          shell.waitFor();
        } catch (IOException | InterruptedException e) {
          throw new IllegalStateException(e);
        }
        assertThat(writer.exists()).isFalse();
        remains.add(writer.remains().orElse(new Remains(0, 0, 0)));
      }
    }

    @Override
    public void unknown(String why, WritingProcess writer) {}

    @Override
    public void overflow() {}
  }
}
