package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.ChannelCount;
import io.nodenettuning.api.Channels;
import io.nodenettuning.api.InterfaceRule;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.Nic;
import io.nodenettuning.daemon.kernel.Ethtool.Parameter;
import io.nodenettuning.daemon.kernel.Ethtool.ParametersReading;
import io.nodenettuning.daemon.kernel.ParameterGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How many queues a device has: {@code ethtool -L}. The driver makes its queues and vectors anew:
 * traffic stops for a moment, and what steers them is lost to various degrees.
 */
public final class ChannelsKnob extends ParameterKnob {
  private static final String COMBINED = "combined";
  private static final String RX = "rx";
  private static final String TX = "tx";

  /** The channels of a device. */
  public ChannelsKnob() {
    super(ParameterGroup.CHANNELS);
  }

  @Override
  public String name() {
    return "channels";
  }

  @Override
  public boolean disruptive() {
    return true;
  }

  @Override
  public boolean remakesQueues() {
    return true;
  }

  @Override
  public List<Wish> wishes(InterfaceRule rule, Nic nic, Context context) {
    Channels channels = rule.channels();
    if (channels == null) {
      return List.of();
    }
    List<Wish> wishes = new ArrayList<>();
    Amount amount = new Amount(this, nic, parameters(nic, context));
    add(wishes, rule, nic, amount, COMBINED, channels.combined());
    add(wishes, rule, nic, amount, RX, channels.rx());
    add(wishes, rule, nic, amount, TX, channels.tx());
    return wishes;
  }

  private void add(
      List<Wish> wishes,
      InterfaceRule rule,
      Nic nic,
      Amount amount,
      String name,
      @Nullable ChannelCount count) {
    if (count != null) {
      wishes.add(
          new Wish(setting(nic, name), rule.name(), amount.ask(name, count.number(), "channels")));
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
