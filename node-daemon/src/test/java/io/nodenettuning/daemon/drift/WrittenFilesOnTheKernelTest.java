package io.nodenettuning.daemon.drift;

import static io.nodenettuning.daemon.kernel.Veth.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.daemon.kernel.Kernel;
import io.nodenettuning.daemon.kernel.KernelFiles;
import io.nodenettuning.daemon.kernel.Reading;
import io.nodenettuning.daemon.kernel.Veth;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Files of this machine's kernel, written by other processes. */
@Tag("kernel")
class WrittenFilesOnTheKernelTest {
  private static final String BUDGET = "/proc/sys/net/core/netdev_budget";

  private final KernelFiles files = Kernel.host().files();
  private final Set<String> interesting = ConcurrentHashMap.newKeySet();
  private final Hints hints = new Hints();
  private Veth veth = new Veth("", "");
  private Watcher watcher = Watcher.start(files, interesting::contains, hints);

  @BeforeEach
  void aDevice() {
    veth = Veth.withQueues(4);
    interesting.add(rps(0));
    interesting.add(rps(1));
  }

  @AfterEach
  void gone() {
    watcher.close();
    veth.close();
  }

  private String rps(int queue) {
    return "/sys/devices/virtual/net/%s/queues/rx-%d/rps_cpus".formatted(veth.name(), queue);
  }

  /** A shell that writes and stays, so that it can be asked who it is. */
  private static String writeAndStay(String value, String path) {
    return run("sh", "-c", "echo %s > %s; echo $$; sleep 0.2".formatted(value, path)).strip();
  }

  @Test
  void aShellThatWritesAQueuesCpusIsTold() {
    String pid = writeAndStay("1", veth.sysfs() + "/queues/rx-0/rps_cpus");

    Writer writer = hints.written(rps(0)).writer();
    assertThat(writer.pid()).hasToString(pid);
    assertThat(writer.command()).isEqualTo("sh");
    assertThat(writer.executable()).matches("/(usr/)?bin/\\w*sh");
    assertThat(watcher.blind()).isEmpty();
  }

  @Test
  void sysctlsAndInterruptsAreTold() {
    String irq =
        files.list("/proc/irq").stream()
            .map(number -> "/proc/irq/" + number + "/smp_affinity")
            .filter(path ->
                files.read(path).text().stream()
                    .anyMatch(mask -> files.write(path, mask) instanceof Reading.Text))
            .findFirst()
            .orElseThrow();
    String mask = files.read(irq).text().orElseThrow();
    String budget = files.read(BUDGET).text().orElseThrow();
    interesting.addAll(List.of(irq, irq + "_list", BUDGET));

    writeAndStay(mask, irq);
    writeAndStay("$(cat %s_list)".formatted(irq), irq + "_list");
    writeAndStay(budget, BUDGET);

    assertThat(hints.written(irq).writer().command()).isEqualTo("sh");
    assertThat(hints.written(irq + "_list").writer().command()).isEqualTo("sh");
    assertThat(hints.written(BUDGET).writer().command()).isEqualTo("sh");
  }

  @Test
  void ownWritesAndThoseToOtherFilesAreNot() {
    assertThat(files.write(rps(0), "1")).isInstanceOf(Reading.Text.class);
    run("sh", "-c", "echo 100 > %s/gro_flush_timeout".formatted(veth.sysfs()));
    writeAndStay("1", rps(1));

    assertThat(hints.next(Hint.Written.class, _ -> true).path()).isEqualTo(rps(1));
  }

  @Test
  void aFileThatCannotBeReadIsTold() {
    String uevent = "/sys/bus/cpu/uevent";
    interesting.add(uevent);

    run("sh", "-c", "echo 'add' > %s || true; sleep 0.2".formatted(uevent));

    assertThat(hints.written(uevent).writer().command()).isEqualTo("sh");
  }
}
