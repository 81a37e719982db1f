package io.nodenettuning.daemon.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.api.InterfaceMatch;
import io.nodenettuning.api.InterfaceType;
import io.nodenettuning.api.RouteMatch;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NicMatchTest {
  private static final Nic ETH0 =
      nic("eth0", 2, InterfaceType.Physical, "virtio_net", "0000:00:03.0");
  private static final Nic ETH1 =
      nic("eth1", 3, InterfaceType.Physical, "mlx5_core", "0000:81:00.1");
  private static final Nic VETH = nic("veth1", 4, InterfaceType.Veth, "veth", null);
  private static final Nic LO = nic("lo", 1, null, null, null);
  private static final List<Nic> ALL = List.of(ETH0, ETH1, LO, VETH);

  private static Nic nic(
      String name,
      int ifindex,
      @Nullable InterfaceType type,
      @Nullable String driver,
      @Nullable String pciAddress) {
    return new Nic(
        name,
        ifindex,
        type,
        driver,
        pciAddress,
        pciAddress,
        "",
        -1,
        true,
        Set.of(),
        List.of(0),
        List.of(0),
        List.of(),
        List.of(),
        List.of());
  }

  private static Nic withDefaultRoute(Nic nic) {
    return new Nic(
        nic.name(),
        nic.ifindex(),
        nic.type(),
        nic.driver(),
        nic.busAddress(),
        nic.pciAddress(),
        nic.mac(),
        nic.numaNode(),
        nic.up(),
        Set.of(RouteMatch.Default),
        nic.rxQueues(),
        nic.txQueues(),
        nic.interrupts(),
        nic.otherInterrupts(),
        List.of());
  }

  private static InterfaceMatch names(String... names) {
    return new InterfaceMatch(null, List.of(names), null, null, null);
  }

  private static List<Nic> matched(InterfaceMatch match) {
    return ALL.stream().filter(nic -> NicMatch.matches(match, nic)).toList();
  }

  @Test
  void by_type_name_driver_or_address() {
    assertThat(matched(new InterfaceMatch(List.of(InterfaceType.Physical), null, null, null, null)))
        .containsExactly(ETH0, ETH1);
    assertThat(matched(names("veth*", "eth0"))).containsExactly(ETH0, VETH);
    assertThat(matched(new InterfaceMatch(null, null, List.of("mlx*"), null, null)))
        .containsExactly(ETH1);
    assertThat(matched(new InterfaceMatch(null, null, null, List.of("0000:81:00.*"), null)))
        .containsExactly(ETH1);
  }

  @Test
  void all_criteria_must_hold() {
    assertThat(
            matched(
                new InterfaceMatch(
                    List.of(InterfaceType.Physical),
                    List.of("*"),
                    List.of("virtio_net"),
                    null,
                    null)))
        .containsExactly(ETH0);
    assertThat(
            matched(
                new InterfaceMatch(List.of(InterfaceType.Veth), List.of("eth*"), null, null, null)))
        .isEmpty();
  }

  @Test
  void loopback_is_matched_by_its_own_name_only() {
    assertThat(matched(names("*"))).containsExactly(ETH0, ETH1, VETH);
    assertThat(matched(names("l?"))).isEmpty();
    assertThat(matched(names("lo"))).containsExactly(LO);
  }

  @Test
  void a_match_without_criteria_is_for_nothing() {
    InterfaceMatch empty = new InterfaceMatch(null, null, null, null, null);
    assertThat(matched(empty)).isEmpty();
    assertThat(NicMatch.select(empty, ALL, Set.of(ETH0.identity()))).isEmpty();
  }

  private static final InterfaceMatch UPLINK =
      new InterfaceMatch(
          List.of(InterfaceType.Physical), null, null, null, List.of(RouteMatch.Default));

  @Test
  void by_default_route() {
    Nic uplink = withDefaultRoute(ETH1);
    assertThat(NicMatch.matches(UPLINK, uplink)).isTrue();
    assertThat(NicMatch.matches(UPLINK, ETH1)).isFalse();
    assertThat(NicMatch.select(UPLINK, List.of(ETH0, uplink), Set.of())).containsExactly(uplink);
  }

  @Test
  void stays_while_no_other_interface_carries_the_default_route() {
    Set<String> before = Set.of(ETH0.identity());
    assertThat(NicMatch.select(UPLINK, ALL, before)).containsExactly(ETH0);
    assertThat(NicMatch.select(UPLINK, List.of(ETH0, ETH1, withDefaultRoute(VETH)), before))
        .as("one that does not fit otherwise does not count")
        .containsExactly(ETH0);
    assertThat(NicMatch.select(UPLINK, List.of(ETH1, VETH), before))
        .as("the interface is gone")
        .isEmpty();
  }

  @Test
  void moves_with_the_default_route() {
    Nic uplink = withDefaultRoute(ETH1);
    assertThat(NicMatch.select(UPLINK, List.of(ETH0, uplink), Set.of(ETH0.identity())))
        .containsExactly(uplink);
  }

  @Test
  void without_routes_nothing_is_remembered() {
    assertThat(NicMatch.select(names("eth1"), ALL, Set.of(ETH0.identity()))).containsExactly(ETH1);
    assertThat(NicMatch.select(names("eth7"), ALL, Set.of(ETH0.identity()))).isEmpty();
  }
}
