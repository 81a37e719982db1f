package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.HashField;
import io.nodenettuning.api.HashFields;
import io.nodenettuning.api.InterfaceRule;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.facts.Nic;
import io.nodenettuning.daemon.kernel.Answer;
import io.nodenettuning.daemon.kernel.Errno;
import io.nodenettuning.daemon.kernel.FlowType;
import io.nodenettuning.daemon.kernel.Kernel;
import io.nodenettuning.daemon.kernel.ReceiveHash;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What of a packet a device hashes to choose a receive queue: {@code ethtool -N DEV rx-flow-hash}.
 * By default most hash UDP by addresses only, so that all of a tunnel's traffic is in one queue.
 */
public final class HashFieldsKnob extends ReceiveHashKnob {
  private static final String NONE = "none";

  private static final Map<HashField, Long> BITS =
      new EnumMap<>(
          Map.of(
              HashField.SrcIp, ReceiveHash.SRC_IP,
              HashField.DstIp, ReceiveHash.DST_IP,
              HashField.SrcPort, ReceiveHash.SRC_PORT,
              HashField.DstPort, ReceiveHash.DST_PORT,
              HashField.Vlan, ReceiveHash.VLAN,
              HashField.Protocol, ReceiveHash.PROTOCOL));

  @Override
  public List<Wish> wishes(InterfaceRule rule, Nic nic, Context context) {
    if (rule.rss() == null || rule.rss().hashFields() == null) {
      return List.of();
    }
    HashFields fields = rule.rss().hashFields();
    List<Wish> wishes = new ArrayList<>();
    for (FlowType flow : FlowType.values()) {
      List<HashField> wanted = wanted(fields, flow);
      if (wanted != null) {
        wishes.add(
            new Wish(
                setting(nic, flow.key()),
                rule.name(),
                new Wish.To(new Value.Word(text(bits(wanted))), "")));
      }
    }
    return wishes;
  }

  private static @Nullable List<HashField> wanted(HashFields fields, FlowType flow) {
    return switch (flow) {
      case TCP4 -> fields.tcp4();
      case UDP4 -> fields.udp4();
      case SCTP4 -> fields.sctp4();
      case AH4 -> fields.ah4();
      case ESP4 -> fields.esp4();
      case TCP6 -> fields.tcp6();
      case UDP6 -> fields.udp6();
      case SCTP6 -> fields.sctp6();
      case AH6 -> fields.ah6();
      case ESP6 -> fields.esp6();
    };
  }

  private static long bits(List<HashField> fields) {
    return fields.stream()
        .mapToLong(field -> BITS.getOrDefault(field, 0L))
        .reduce(0, (a, b) -> a | b);
  }

  /** The fields in one order; what is hashed besides as a number. */
  private static String text(long bits) {
    StringJoiner names = new StringJoiner(",");
    long rest = bits;
    for (HashField field : HashField.values()) {
      long bit = BITS.getOrDefault(field, 0L);
      if ((bits & bit) != 0) {
        names.add(field.name());
        rest &= ~bit;
      }
    }
    if (rest != 0) {
      names.add("0x" + Long.toHexString(rest));
    }
    return names.length() == 0 ? NONE : names.toString();
  }

  private static long bits(String text) {
    long bits = 0;
    for (String name : text.equals(NONE) ? new String[0] : text.split(",", -1)) {
      bits |=
          name.startsWith("0x")
              ? Long.parseUnsignedLong(name, 2, name.length(), 16)
              : BITS.getOrDefault(HashField.valueOf(name), 0L);
    }
    return bits;
  }

  @Override
  public Optional<String> attribute(Nic nic, String leaf) {
    return flow(leaf).map(FlowType::key);
  }

  private static Optional<FlowType> flow(String leaf) {
    return Stream.of(FlowType.values()).filter(flow -> flow.key().equals(leaf)).findFirst();
  }

  @Override
  public Value parse(String text) {
    return new Value.Word(text(bits(text)));
  }

  @Override
  Observation observe(Kernel kernel, Setting setting) {
    FlowType flow = flow(setting.attribute()).orElseThrow();
    return switch (kernel.receiveHash().fields(setting.device(), flow)) {
      case Answer.Got<Long> got -> new Observation.Seen(new Value.Word(text(got.value())));
      case Answer.Refused<Long> refused -> missing(setting, refused.errno());
    };
  }

  private static Observation.Missing missing(Setting setting, Errno errno) {
    return errno.equals(Errno.EOPNOTSUPP) || errno.equals(Errno.EINVAL)
        ? new Observation.Missing(
            Outcome.Unsupported,
            "the driver of %s does not tell how it hashes %s"
                .formatted(setting.device(), setting.attribute()))
        : new Observation.Missing(
            Outcome.Failed,
            "reading how %s hashes %s: %s".formatted(setting.device(), setting.attribute(), errno));
  }

  @Override
  Effect write(Kernel kernel, Setting setting, Value value) {
    FlowType flow = flow(setting.attribute()).orElseThrow();
    return switch (kernel.receiveHash().setFields(setting.device(), flow, bits(value.text()))) {
      case Answer.Got<Long> got -> new Effect.ReadBack(new Value.Word(text(got.value())));
      case Answer.Refused<Long> refused -> refused(setting, value, refused.errno());
    };
  }

  /** A driver's EINVAL is about the combination, and stays. */
  private static Effect.Refused refused(Setting setting, Value value, Errno errno) {
    boolean never = errno.equals(Errno.EOPNOTSUPP) || errno.equals(Errno.EINVAL);
    return new Effect.Refused(
        never ? Outcome.Unsupported : Outcome.Failed,
        "the driver of %s does not hash %s by %s: %s"
            .formatted(setting.device(), setting.attribute(), value.text(), errno));
  }
}
