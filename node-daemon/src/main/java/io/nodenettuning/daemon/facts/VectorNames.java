package io.nodenettuning.daemon.facts;

import io.nodenettuning.api.QueueRole;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How drivers name the interrupt vectors of their queues. A name that is not here serves no queue,
 * as far as anybody can tell, and is left alone.
 */
final class VectorNames {

  /** What a vector serves. */
  enum Serves {
    RX,
    TX,
    /** The receive and the transmit queue of a number. */
    BOTH,
    /** Of all such vectors of a device the first half transmit, the second receive queues. */
    TX_THEN_RX
  }

  /**
   * A vector that a driver made for queues.
   *
   * @param number the queue's, or the vector's own for {@link Serves#TX_THEN_RX}
   */
  record Named(Serves serves, int number) {

    /** Its role, given how many such vectors the device has; null for both. */
    @Nullable QueueRole role(int vectors) {
      return switch (serves) {
        case RX -> QueueRole.rx;
        case TX -> QueueRole.tx;
        case BOTH -> null;
        case TX_THEN_RX -> number < vectors / 2 ? QueueRole.tx : QueueRole.rx;
      };
    }

    /** Its queue, given how many such vectors the device has. */
    int queue(int vectors) {
      return serves == Serves.TX_THEN_RX ? number % Math.max(1, vectors / 2) : number;
    }
  }

  /** A form of names, whose first group is the number. */
  private record Form(Pattern pattern, Serves serves) {
    Form(String regex, Serves serves) {
      this(Pattern.compile(regex), serves);
    }
  }

  /** {@code eth0-TxRx-3}, {@code i40e-eth0-rx-3}, {@code hns3-0000:7d:00.0-Tx-3}. */
  private static final List<Form> USUAL =
      List.of(
          new Form("(?i).+-TxRx-(\\d+)", Serves.BOTH),
          new Form("(?i).+-rx-(\\d+)", Serves.RX),
          new Form("(?i).+-tx-(\\d+)", Serves.TX));

  private static final Map<String, List<Form>> BY_DRIVER =
      Map.ofEntries(
          Map.entry(
              "virtio_net",
              List.of(
                  new Form("virtio\\d+-input\\.(\\d+)", Serves.RX),
                  new Form("virtio\\d+-output\\.(\\d+)", Serves.TX))),
          Map.entry("mlx5_core", List.of(new Form("mlx5_comp(\\d+)(?:@.*)?", Serves.BOTH))),
          Map.entry("ena", List.of(new Form(".+-Tx-Rx-(\\d+)", Serves.BOTH))),
          Map.entry(
              "gve",
              List.of(
                  new Form("gve-ntfy-blk(\\d+)@.*", Serves.TX_THEN_RX),
                  new Form(".+-ntfy-block\\.(\\d+)", Serves.TX_THEN_RX))),
          Map.entry(
              "vmxnet3",
              List.of(
                  new Form(".+-rxtx-(\\d+)", Serves.BOTH),
                  new Form(".+-rx-(\\d+)", Serves.RX),
                  new Form(".+-tx-(\\d+)", Serves.TX))),
          Map.entry("mana", List.of(new Form("mana_q(\\d+)@.*", Serves.BOTH))),
          Map.entry(
              "vif",
              List.of(
                  new Form("vif\\d+-q(\\d+)-rx", Serves.RX),
                  new Form("vif\\d+-q(\\d+)-tx", Serves.TX))),
          Map.entry("ice", USUAL),
          Map.entry("i40e", USUAL),
          Map.entry("iavf", USUAL),
          Map.entry("ixgbe", USUAL),
          Map.entry("ixgbevf", USUAL),
          Map.entry("igb", USUAL),
          Map.entry("igc", USUAL),
          Map.entry("e1000e", USUAL),
          Map.entry("bnxt_en", USUAL),
          Map.entry("hns3", USUAL));

  private VectorNames() {}

  /** What the driver's name of a vector says; nothing for names that are no queue's. */
  static Optional<Named> parse(@Nullable String driver, String vector) {
    for (Form form : BY_DRIVER.getOrDefault(driver == null ? "" : driver, List.of())) {
      Matcher matcher = form.pattern().matcher(vector);
      if (matcher.matches() && matcher.group(1).length() < 6) {
        return Optional.of(new Named(form.serves(), Integer.parseInt(matcher.group(1))));
      }
    }
    return Optional.empty();
  }
}
