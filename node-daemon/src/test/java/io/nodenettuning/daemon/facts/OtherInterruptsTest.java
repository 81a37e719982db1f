package io.nodenettuning.daemon.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.daemon.facts.Interrupt.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtherInterruptsTest {
  @TempDir Path root;

  private List<Interrupt> read(String node) {
    return new FactsReader(RecordedNode.of(node, root)).read().interrupts();
  }

  @Test
  void thoseOfTheSameNameAreToldApartByTheirLines() {
    assertThat(
            read(
                """
                /sys/kernel/irq/24/actions = ACPI:Ged
                /sys/kernel/irq/24/chip_name = IO-APIC
                /sys/kernel/irq/24/hwirq = 5
                /sys/kernel/irq/25/actions = ACPI:Ged
                /sys/kernel/irq/25/chip_name = IO-APIC
                /sys/kernel/irq/25/hwirq = 6
                /sys/kernel/irq/26/actions = ttyS0
                """))
        .containsExactly(
            new Interrupt(24, "ACPI:Ged@IO-APIC:5", Kind.Movable),
            new Interrupt(25, "ACPI:Ged@IO-APIC:6", Kind.Movable),
            new Interrupt(26, "ttyS0", Kind.Movable));
  }

  @Test
  void aFileThatNobodyMayWriteIsOfAManagedInterrupt() throws IOException {
    Path affinity = root.resolve("proc/irq/30/smp_affinity_list");
    Files.createDirectories(affinity.getParent());
    Files.createFile(
        affinity,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r--r--r--")));

    assertThat(
            read(
                """
                /sys/kernel/irq/30/actions = mpi3mr0-msix1
                /sys/kernel/irq/31/actions = mpi3mr0-msix0
                /proc/irq/31/smp_affinity_list = 0-3
                """))
        .extracting(Interrupt::kind)
        .containsExactly(Kind.Managed, Kind.Movable);
  }

  @Test
  void queuesOfDisksAreKnownToBeManagedOnOlderKernels() {
    assertThat(
            read(
                """
                /sys/kernel/irq/30/actions = nvme0q0
                /sys/kernel/irq/31/actions = nvme0q12
                /sys/kernel/irq/32/actions = virtio1-req.0
                /sys/kernel/irq/33/actions = virtio1-config
                """))
        .extracting(Interrupt::kind)
        .containsExactly(Kind.Movable, Kind.Managed, Kind.Managed, Kind.Movable);
  }

  @Test
  void whatHasNoHandlerOrBelongsToOneCpuIsNone() {
    assertThat(
            read(
                """
                /sys/kernel/irq/3/actions = arch_timer
                /sys/kernel/irq/3/chip_name = GICv3
                /sys/kernel/irq/3/hwirq = 27
                /sys/kernel/irq/4/actions =
                /sys/kernel/irq/5/actions = ehci_hcd:usb1, i801_smbus
                /sys/kernel/irq/5/chip_name = GICv3
                /sys/kernel/irq/5/hwirq = 67
                """))
        .containsExactly(new Interrupt(5, "ehci_hcd:usb1,i801_smbus", Kind.Shared));
  }

  @Test
  void whatServesAQueueOfAnInterfaceIsTheInterfaces() {
    assertThat(new FactsReader(RecordedNode.load("igb-12cpu-isolated", root)).read().interrupts())
        .containsExactly(new Interrupt(24, "eth0", Kind.Movable));
  }
}
