package io.nodenettuning.daemon.facts;

import static io.nodenettuning.api.QueueRole.rx;
import static io.nodenettuning.api.QueueRole.tx;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.api.InterfaceType;
import io.nodenettuning.daemon.kernel.Kernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which interrupts are an interface's. */
class NicInterruptsTest extends NicReaderCase {
  @Test
  void a_usb_nic_leaves_the_host_controllers_interrupts_alone() {
    Nic nic =
        read(
            """
            /sys/class/net/usb0 -> ../../devices/pci0000:00/0000:00:14.0/usb1/1-1/1-1:1.0/net/usb0
            /sys/devices/pci0000:00/0000:00:14.0/msi_irqs/40 = msi
            /sys/devices/pci0000:00/0000:00:14.0/usb1/1-1/1-1:1.0/driver -> ../../../../../../bus/usb/drivers/cdc_ether
            /sys/devices/pci0000:00/0000:00:14.0/usb1/1-1/1-1:1.0/net/usb0/queues/rx-0/
            /sys/kernel/irq/40/actions = xhci_hcd
            """);
    assertThat(nic.type()).isEqualTo(InterfaceType.Physical);
    assertThat(nic.driver()).isEqualTo("cdc_ether");
    assertThat(nic.busAddress()).isEqualTo("1-1:1.0");
    assertThat(nic.pciAddress()).isEqualTo("0000:00:14.0");
    assertThat(nic.interrupts()).isEmpty();
    assertThat(nic.otherInterrupts()).isEmpty();
  }

  private static String subFunction(String vector) {
    return """
    /sys/class/net/sf0 -> ../../devices/pci0000:80/0000:81:00.0/mlx5_core.sf.4/net/sf0
    /sys/devices/pci0000:80/0000:81:00.0/numa_node = 1
    i=60-61 /sys/devices/pci0000:80/0000:81:00.0/msi_irqs/{i} = msix
    /sys/devices/pci0000:80/0000:81:00.0/mlx5_core.sf.4/driver -> ../../../../bus/auxiliary/drivers/mlx5_core.sf
    i=0-1 /sys/devices/pci0000:80/0000:81:00.0/mlx5_core.sf.4/net/sf0/queues/rx-{i}/
    i=0-1 /sys/kernel/irq/{i+60}/actions = %s{i}@pci:0000:81:00.0
    """
        .formatted(vector);
  }

  @Test
  void a_sub_function_shares_the_vectors_of_its_parent() {
    Nic nic = read(subFunction("mlx5_comp"));
    assertThat(nic.driver()).isEqualTo("mlx5_core");
    assertThat(nic.busAddress()).isEqualTo("mlx5_core.sf.4");
    assertThat(nic.pciAddress()).isEqualTo("0000:81:00.0");
    assertThat(nic.numaNode()).isEqualTo(1);
    assertThat(nic.interrupts()).extracting(QueueInterrupt::irq).containsExactly(60, 61);
  }

  @Test
  void a_pool_of_vectors_is_no_sub_functions_own() {
    Nic nic =
        read(
            subFunction("mlx5_sf_comp")
                + """
                /sys/devices/pci0000:80/0000:81:00.0/msi_irqs/62 = msix
                /sys/kernel/irq/62/actions = mlx5_comp0@pci:0000:81:00.0
                """);
    assertThat(nic.interrupts()).isEmpty();
    assertThat(nic.otherInterrupts())
        .as("the parent's own are not among them")
        .extracting(OtherInterrupt::irq)
        .containsExactly(60, 61);
    assertThat(nic.otherInterrupts()).allMatch(OtherInterrupt::isPooled);
  }

  @Test
  void a_line_that_two_interfaces_share_is_no_queues_of_either() {
    Kernel node =
        RecordedNode.of(
            """
            i=0-1 /sys/class/net/eth{i} -> ../../devices/pci0000:00/0000:00:0{i+3}.0/net/eth{i}
            i=0-1 /sys/devices/pci0000:00/0000:00:0{i+3}.0/irq = 11
            i=0-1 /sys/devices/pci0000:00/0000:00:0{i+3}.0/driver -> ../../../bus/pci/drivers/e1000e
            i=0-1 /sys/devices/pci0000:00/0000:00:0{i+3}.0/net/eth{i}/queues/rx-0/
            /sys/kernel/irq/11/actions = eth0,eth1
            """,
            root);
    assertThat(new FactsReader(node, "n").read().nics())
        .hasSize(2)
        .allSatisfy(nic -> {
          assertThat(nic.interrupts()).isEmpty();
          assertThat(nic.otherInterrupts()).containsExactly(new OtherInterrupt(11, "eth0,eth1"));
        });
  }

  @Test
  void event_channels_of_xen_are_found_among_all_interrupts() {
    Nic nic =
        read(
            """
            /sys/class/net/eth0 -> ../../devices/vif-0/net/eth0
            /sys/devices/vif-0/driver -> ../../bus/xen/drivers/vif
            i=0-1 /sys/devices/vif-0/net/eth0/queues/rx-{i}/
            i=0-1 /sys/devices/vif-0/net/eth0/queues/tx-{i}/
            /sys/kernel/irq/50/actions = blkif
            i=0-1 /sys/kernel/irq/{i*2+51}/actions = vif0-q{i}-tx
            i=0-1 /sys/kernel/irq/{i*2+52}/actions = vif0-q{i}-rx
            /sys/kernel/irq/60/actions = vif1-q0-rx
            """);
    assertThat(nic.interrupts())
        .containsExactly(
            new QueueInterrupt(52, "vif0-q0-rx", rx, 0),
            new QueueInterrupt(51, "vif0-q0-tx", tx, 0),
            new QueueInterrupt(54, "vif0-q1-rx", rx, 1),
            new QueueInterrupt(53, "vif0-q1-tx", tx, 1));
    assertThat(nic.otherInterrupts()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "eth0,             1, 0",
    "'ehci_hcd,eth0',  0, 1",
    "i801_smbus,       0, 0",
    "'',               0, 0",
  })
  void a_line_interrupt_is_the_nics_if_nobody_shares_it(String actions, int queues, int others) {
    Nic nic =
        read(
            """
            /sys/class/net/eth0 -> ../../devices/pci0000:00/0000:00:03.0/net/eth0
            /sys/devices/pci0000:00/0000:00:03.0/irq = 11
            /sys/devices/pci0000:00/0000:00:03.0/driver -> ../../../bus/pci/drivers/e1000
            /sys/devices/pci0000:00/0000:00:03.0/net/eth0/queues/rx-0/
            /sys/kernel/irq/11/actions = %s
            """
                .formatted(actions));
    assertThat(nic.interrupts()).hasSize(queues);
    assertThat(nic.otherInterrupts()).hasSize(others);
  }
}
