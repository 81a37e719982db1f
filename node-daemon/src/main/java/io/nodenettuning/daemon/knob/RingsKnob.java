package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.InterfaceRule;
import io.nodenettuning.api.RingSize;
import io.nodenettuning.api.Rings;
import io.nodenettuning.daemon.kernel.ParameterGroup;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How many packets each queue holds: {@code ethtool -G}. Drivers round, most of them up; many make
 * their queues anew, and some lose the carrier for seconds.
 */
public final class RingsKnob extends AmountKnob {

  /** The rings of a device. */
  public RingsKnob() {
    super(ParameterGroup.RINGS, "entries");
  }

  @Override
  public String name() {
    return "ring";
  }

  @Override
  Map<String, OptionalInt> asked(InterfaceRule rule) {
    Map<String, OptionalInt> asked = new LinkedHashMap<>();
    Rings rings = rule.rings();
    if (rings != null) {
      put(asked, "rx", rings.rx());
      put(asked, "tx", rings.tx());
    }
    return asked;
  }

  private static void put(Map<String, OptionalInt> asked, String name, @Nullable RingSize size) {
    if (size != null) {
      asked.put(name, size.number());
    }
  }
}
