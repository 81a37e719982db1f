package io.nodenettuning.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrittenPathsTest {

  @ParameterizedTest
  @CsvSource({
    // On the host, and in a container at other places.
    "/proc/irq/9/smp_affinity,              procfs, /proc/irq/9/smp_affinity",
    "/host/proc/irq/9/smp_affinity,         procfs, /proc/irq/9/smp_affinity",
    "/host/proc/sys/net/core/busy_poll,     procfs, /proc/sys/net/core/busy_poll",
    "/rootfs/sys/devices/virtual/net/a/mtu, sysfs,  /sys/devices/virtual/net/a/mtu",
    "/sys/module/cpuidle/uevent,            sysfs,  /sys/module/cpuidle/uevent",
    // Mounted nowhere.
    "/irq/9/smp_affinity,                   procfs, /proc/irq/9/smp_affinity",
    "/sys/net/core/busy_poll,               procfs, /proc/sys/net/core/busy_poll",
    "/1234/attr/exec,                       procfs, /proc/1234/attr/exec",
    "/devices/virtual/net/a/mtu,            sysfs,  /sys/devices/virtual/net/a/mtu",
    "/module/cpuidle/uevent,                sysfs,  /sys/module/cpuidle/uevent",
  })
  void theMountsOfTheWriterDoNotMatter(String told, String fileSystem, String onHost) {
    assertThat(WrittenPaths.onHost(told, fileSystem.equals("procfs"))).contains(onHost);
  }

  @Test
  void aPartThatIsMountedElsewhereCanBeAnything() {
    assertThat(WrittenPaths.onHost("/tmp/queues/rx-0/rps_cpus", false)).isEmpty();
    assertThat(WrittenPaths.onHost("/mnt/smp_affinity", true)).isEmpty();
    assertThat(WrittenPaths.onHost("/", true)).isEmpty();
    assertThat(WrittenPaths.onHost("", true)).isEmpty();
  }

  @Test
  void settingsOfTheHostNeedNoLookAtTheirFileSystem() {
    assertThat(WrittenPaths.isPlain("/proc/sys/net/core/busy_poll")).isTrue();
    assertThat(WrittenPaths.isPlain("/sys/devices/virtual/net/a/mtu")).isTrue();
    // A procfs that is mounted nowhere tells so too.
    assertThat(WrittenPaths.isPlain("/sys/net/core/busy_poll")).isFalse();
  }

  @Test
  void aDroppedNameIsStillTheName() {
    assertThat(WrittenPaths.named("/proc/irq/9/smp_affinity (deleted)"))
        .isEqualTo("/proc/irq/9/smp_affinity");
    assertThat(WrittenPaths.named("/proc/irq/9/smp_affinity"))
        .isEqualTo("/proc/irq/9/smp_affinity");
  }
}
