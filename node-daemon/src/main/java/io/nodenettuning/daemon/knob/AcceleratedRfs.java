package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.InterfaceRule;
import io.nodenettuning.daemon.facts.Nic;
import java.util.Set;

/**
 * Whether flows are steered by the device itself ({@code Documentation/networking/scaling.rst}): it
 * takes a driver that can, n-tuple filters that are on, and receive flow steering.
 */
final class AcceleratedRfs {
  static final String FILTERS = "rx-ntuple-filter";

  /** Drivers with {@code ndo_rx_flow_steer}. */
  private static final Set<String> DRIVERS =
      Set.of(
          "bnxt_en",
          "enic",
          "hns3",
          "ice",
          "mlx4_en",
          "mlx5_core",
          "qede",
          "sfc",
          "sfc_ef100",
          "sfc_siena");

  private AcceleratedRfs() {}

  /** What turning the filters on means for an interface. */
  static String note(InterfaceRule rule, Nic nic, Context context) {
    if (nic.driver() == null || !DRIVERS.contains(nic.driver())) {
      return "filters only: the driver of %s has no accelerated RFS".formatted(nic.name());
    }
    return rule.rfs() != null && context.socketFlowEntries() > 0
        ? "accelerated RFS is active with it"
        : "accelerated RFS needs rfs and rpsSockFlowEntries too";
  }
}
