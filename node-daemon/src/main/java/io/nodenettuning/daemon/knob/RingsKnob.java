package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.InterfaceRule;
import io.nodenettuning.api.RingSize;
import io.nodenettuning.api.Rings;
import io.nodenettuning.daemon.facts.Nic;
import io.nodenettuning.daemon.kernel.ParameterGroup;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many packets each queue holds: {@code ethtool -G}. Drivers round, most of them up; many make
 * their queues anew, and some lose the carrier for seconds.
 */
public final class RingsKnob extends ParameterKnob {

  /** The rings of a device. */
  public RingsKnob() {
    super(ParameterGroup.RINGS);
  }

  @Override
  public String name() {
    return "ring";
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
    Rings rings = rule.rings();
    if (rings == null) {
      return List.of();
    }
    List<Wish> wishes = new ArrayList<>();
    Amount amount = new Amount(this, nic, parameters(nic, context));
    add(wishes, rule, nic, amount, "rx", rings.rx());
    add(wishes, rule, nic, amount, "tx", rings.tx());
    return wishes;
  }

  private void add(
      List<Wish> wishes,
      InterfaceRule rule,
      Nic nic,
      Amount amount,
      String name,
      @Nullable RingSize size) {
    if (size != null) {
      wishes.add(
          new Wish(setting(nic, name), rule.name(), amount.ask(name, size.number(), "entries")));
    }
  }
}
