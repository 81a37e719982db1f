package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.ChannelCount;
import io.nodenettuning.api.Channels;
import io.nodenettuning.api.InterfaceRule;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.Nic;
import io.nodenettuning.daemon.kernel.Ethtool.Parameter;
import io.nodenettuning.daemon.kernel.Ethtool.ParametersReading;
import io.nodenettuning.daemon.kernel.ParameterGroup;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How many queues a device has: {@code ethtool -L}. The driver makes its queues and vectors anew:
 * traffic stops for a moment, and what steers them is lost to various degrees.
 */
public final class ChannelsKnob extends AmountKnob {
  private static final String COMBINED = "combined";
  private static final String RX = "rx";
  private static final String TX = "tx";

  /** The channels of a device. */
  public ChannelsKnob() {
    super(ParameterGroup.CHANNELS, "channels");
  }

  @Override
  public String name() {
    return "channels";
  }

  @Override
  Map<String, OptionalInt> asked(InterfaceRule rule) {
    Map<String, OptionalInt> asked = new LinkedHashMap<>();
    Channels channels = rule.channels();
    if (channels != null) {
      put(asked, COMBINED, channels.combined());
      put(asked, RX, channels.rx());
      put(asked, TX, channels.tx());
    }
    return asked;
  }

  private static void put(
      Map<String, OptionalInt> asked, String name, @Nullable ChannelCount count) {
    if (count != null) {
      asked.put(name, count.number());
    }
  }

  /**
   * The queues of a device.
   *
   * @param rx how many receive
   * @param tx how many transmit
   */
  public record QueueCounts(int rx, int tx) {}

  /**
   * How many queues a device will have.
   *
   * @param planned its channels by name as they will be, where they are planned
   * @return nothing where it does not tell what it has
   */
  public static Optional<QueueCounts> queues(Map<String, Long> planned, Nic nic, Facts facts) {
    if (!(facts.parameters().of(nic, ParameterGroup.CHANNELS)
        instanceof ParametersReading.Parameters now)) {
      return Optional.empty();
    }
    long combined = count(planned, now, COMBINED);
    return Optional.of(
        new QueueCounts(
            (int) (combined + count(planned, now, RX)),
            (int) (combined + count(planned, now, TX))));
  }

  private static long count(
      Map<String, Long> planned, ParametersReading.Parameters now, String name) {
    Parameter parameter = now.byName().get(name);
    return planned.getOrDefault(name, parameter == null ? 0 : parameter.value());
  }
}
