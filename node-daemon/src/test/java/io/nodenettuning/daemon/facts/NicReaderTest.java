package io.nodenettuning.daemon.facts;

import static io.nodenettuning.api.QueueRole.rx;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.api.InterfaceType;
import io.nodenettuning.api.RouteMatch;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an interface is, and what leads through it. */
class NicReaderTest extends NicReaderCase {
  /** Lines seen on Linux 6.18, and of 6.1 for those that it lacked. */
  @ParameterizedTest
  @CsvSource({
    // DEVTYPE, type, flags,  iflink, qlen, more,      expected, driver
    "bridge,    1,    0x1002, 38,     1000, bridge/x,  Bridge,   bridge",
    "bond,      1,    0x1402, 38,     1000, bonding/x, Bond,     bonding",
    "vlan,      1,    0x1002, 2,      1000, x,         Vlan,     802.1Q VLAN Support",
    "vxlan,     1,    0x1002, 38,     1000, x,         Vxlan,    vxlan",
    ",          1,    0x1002, 37,     1000, x,         Veth,     veth",
    ",          1,    0x1002, 38,     1000, x,         Veth,     veth",
    ",          1,    0x1002, 38,     1000, lower_eth0,Bond,     team",
    ",          1,    0x1802, 38,     1000, tun_flags, Tun,      tun",
    ",          65534,0x1090, 38,     500,  tun_flags, Tun,      tun",
    ",          1,    0x82,   38,     1000, x,         Dummy,    dummy",
    ",          1,    0x82,   38,     32,   x,         ,         ",
    ",          1,    0x480,  38,     1000, x,         ,         ",
    ",          768,  0xc1,   0,      1000, x,         Ipip,     ipip",
    ",          1,    0x1002, 0,      1000, x,         ,         ",
    ",          772,  0x9,    38,     1000, x,         ,         ",
    "wireguard, 65534,0x90,   38,     1000, x,         ,         wireguard",
    ",          1,    0x1002, 2,      1000, lower_eth0,,         ",
  })
  void software_interfaces(
      @Nullable String devtype,
      int type,
      String flags,
      int iflink,
      int queueLength,
      String more,
      @Nullable InterfaceType expected,
      @Nullable String driver) {
    String place = "/sys/devices/virtual/net/dev0";
    Nic nic =
        read(
            """
            /sys/class/net/dev0 -> ../../devices/virtual/net/dev0
            %1$s/uevent =
              | INTERFACE=dev0
              | IFINDEX=38
              | %2$s
            %1$s/type = %3$d
            %1$s/flags = %4$s
            %1$s/iflink = %5$d
            %1$s/tx_queue_len = %6$d
            %1$s/%7$s = x
            %1$s/queues/rx-0/rps_cpus = 0
            """
                .formatted(
                    place,
                    devtype == null ? "" : "DEVTYPE=" + devtype,
                    type,
                    flags,
                    iflink,
                    queueLength,
                    more));
    assertThat(nic.type()).isEqualTo(expected);
    assertThat(nic.driver()).isEqualTo(driver);
    assertThat(nic.busAddress()).isNull();
    assertThat(nic.numaNode()).isEqualTo(-1);
    assertThat(nic.identity()).isEqualTo("if38");
  }

  @Test
  void a_recording_whose_links_were_followed_still_tells() {
    Nic nic =
        read(
            """
            /sys/class/net/eth0/uevent = IFINDEX=3
            /sys/class/net/eth0/queues/rx-0/
            /sys/class/net/eth0/device/uevent =
              | DRIVER=igb
              | PCI_SLOT_NAME=0000:02:00.0
            i=70-71 /sys/class/net/eth0/device/msi_irqs/{i} = msix
            /sys/kernel/irq/70/actions = eth0
            /sys/kernel/irq/71/actions = eth0-TxRx-0
            """);
    assertThat(nic.type()).isEqualTo(InterfaceType.Physical);
    assertThat(nic.driver()).isEqualTo("igb");
    assertThat(nic.pciAddress()).isEqualTo("0000:02:00.0");
    assertThat(nic.interrupts()).containsExactly(new QueueInterrupt(71, "eth0-TxRx-0", rx, 0));
    assertThat(nic.mac()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "up            | eth0 00000000 01000A0A 0003 0 0 0 00000000 0 0 0        | true",
        "half of all   | eth0 00000000 01000A0A 0003 0 0 0 00000080 0 0 0        | false",
        "unreachable   | eth0 00000000 00000000 0200 0 0 0 00000000 0 0 0        | false",
        "another NIC's | eth1 00000000 01000A0A 0003 0 0 0 00000000 0 0 0        | false",
        "cut off       | eth0 00000000 0100                                      | false",
        "not numbers   | eth0 00000000 x zz 0 0 y 00000000 0 0 0                 | false",
      })
  void default_routes(String what, String row, boolean expected) {
    Nic nic =
        read(
            """
            /sys/class/net/eth0 -> ../../devices/virtual/net/eth0
            /sys/devices/virtual/net/eth0/queues/rx-0/
            /proc/net/route =
              | Iface Destination Gateway Flags RefCnt Use Metric Mask MTU Window IRTT
              | %s
            """
                .formatted(row));
    assertThat(nic.routes().contains(RouteMatch.Default)).as(what).isEqualTo(expected);
  }

  @Test
  void an_empty_node_has_no_facts_and_no_failure() {
    Facts facts = new FactsReader(RecordedNode.of("", root)).read();
    assertThat(facts.nics()).isEmpty();
    assertThat(facts.cpus().online()).isEqualTo(CpuSet.of(0));
    assertThat(facts.cpus().possible()).isEqualTo(CpuSet.of(0));
    assertThat(facts.node()).isEmpty();
  }

  @Test
  void what_changes_is_read_again_and_a_new_index_is_a_new_interface() throws Exception {
    String place = "/sys/devices/virtual/net/dev0";
    FactsReader reader =
        new FactsReader(
            RecordedNode.of(
                """
                /sys/class/net/dev0 -> ../../devices/virtual/net/dev0
                %1$s/uevent = IFINDEX=38
                %1$s/type = 1
                %1$s/iflink = 2
                %1$s/flags = 0x1002
                %1$s/queues/rx-0/
                """
                    .formatted(place),
                root));
    assertThat(reader.read().nics().getFirst().type()).isEqualTo(InterfaceType.Veth);
    Path files = root.resolve(place.substring(1));
    Files.writeString(files.resolve("flags"), "0x1003");
    Files.createDirectory(files.resolve("queues/rx-1"));
    Nic grown = reader.read().nics().getFirst();
    assertThat(grown.up()).isTrue();
    assertThat(grown.rxQueues()).containsExactly(0, 1);
    Files.writeString(files.resolve("uevent"), "IFINDEX=39\nDEVTYPE=vlan");
    assertThat(reader.read().nics().getFirst().type()).isEqualTo(InterfaceType.Vlan);
  }

  @Test
  void a_team_is_known_once_it_has_a_port() throws Exception {
    FactsReader reader =
        new FactsReader(
            RecordedNode.of(
                """
                /sys/class/net/team0 -> ../../devices/virtual/net/team0
                /sys/devices/virtual/net/team0/uevent = IFINDEX=38
                /sys/devices/virtual/net/team0/iflink = 38
                """,
                root));
    reader.read();
    Files.createDirectory(root.resolve("sys/devices/virtual/net/team0/lower_eth0"));
    assertThat(reader.read().nics().getFirst().type()).isEqualTo(InterfaceType.Bond);
  }
}
