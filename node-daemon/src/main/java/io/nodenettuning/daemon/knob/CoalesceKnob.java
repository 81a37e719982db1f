package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.Coalesce;
import io.nodenettuning.api.InterfaceRule;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.facts.Nic;
import io.nodenettuning.daemon.kernel.Ethtool.Parameter;
import io.nodenettuning.daemon.kernel.Ethtool.ParametersReading;
import io.nodenettuning.daemon.kernel.ParameterGroup;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long a device delays its interrupts: {@code ethtool -C} ({@code
 * Documentation/networking/ethtool-netlink.rst}). A device has some of the attributes; drivers
 * round and clamp without a word.
 */
public final class CoalesceKnob extends ParameterKnob {

  /** The coalescing of a device. */
  public CoalesceKnob() {
    super(ParameterGroup.COALESCE);
  }

  @Override
  public String name() {
    return "coalesce";
  }

  @Override
  public List<Wish> wishes(InterfaceRule rule, Nic nic, Context context) {
    Coalesce coalesce = rule.coalesce();
    if (coalesce == null) {
      return List.of();
    }
    Wishes wishes = new Wishes(rule, nic, parameters(nic, context));
    wishes.flag("adaptive-rx", coalesce.adaptiveRx());
    wishes.flag("adaptive-tx", coalesce.adaptiveTx());
    wishes.delay("rx-usecs", coalesce.rxUsecs(), "adaptive-rx", coalesce.adaptiveRx());
    wishes.delay("rx-frames", coalesce.rxFrames(), "adaptive-rx", coalesce.adaptiveRx());
    wishes.number("rx-usecs-irq", coalesce.rxUsecsIrq());
    wishes.number("rx-frames-irq", coalesce.rxFramesIrq());
    wishes.delay("tx-usecs", coalesce.txUsecs(), "adaptive-tx", coalesce.adaptiveTx());
    wishes.delay("tx-frames", coalesce.txFrames(), "adaptive-tx", coalesce.adaptiveTx());
    wishes.number("tx-usecs-irq", coalesce.txUsecsIrq());
    wishes.number("tx-frames-irq", coalesce.txFramesIrq());
    wishes.number("stats-block-usecs", coalesce.statsBlockUsecs());
    wishes.number("pkt-rate-low", coalesce.pktRateLow());
    wishes.number("rx-usecs-low", coalesce.rxUsecsLow());
    wishes.number("rx-frames-low", coalesce.rxFramesLow());
    wishes.number("tx-usecs-low", coalesce.txUsecsLow());
    wishes.number("tx-frames-low", coalesce.txFramesLow());
    wishes.number("pkt-rate-high", coalesce.pktRateHigh());
    wishes.number("rx-usecs-high", coalesce.rxUsecsHigh());
    wishes.number("rx-frames-high", coalesce.rxFramesHigh());
    wishes.number("tx-usecs-high", coalesce.txUsecsHigh());
    wishes.number("tx-frames-high", coalesce.txFramesHigh());
    wishes.number("sample-interval", coalesce.sampleInterval());
    wishes.flag("cqe-mode-rx", coalesce.cqeModeRx());
    wishes.flag("cqe-mode-tx", coalesce.cqeModeTx());
    wishes.number("tx-aggr-max-bytes", coalesce.txAggrMaxBytes());
    wishes.number("tx-aggr-max-frames", coalesce.txAggrMaxFrames());
    wishes.number("tx-aggr-time-usecs", coalesce.txAggrTimeUsecs());
    return wishes.list;
  }

  private final class Wishes {
    private final InterfaceRule rule;
    private final Nic nic;
    private final ParametersReading now;
    private final List<Wish> list = new ArrayList<>();

    Wishes(InterfaceRule rule, Nic nic, ParametersReading now) {
      this.rule = rule;
      this.nic = nic;
      this.now = now;
    }

    void number(String name, @Nullable Integer number) {
      if (number != null) {
        add(name, new Value.Count(number));
      }
    }

    void flag(String name, @Nullable Boolean on) {
      if (on != null) {
        add(name, new Value.Toggle(on));
      }
    }

    /** A delay that the driver itself adapts is not managed beside it. */
    void delay(String name, @Nullable Integer number, String flag, @Nullable Boolean adaptive) {
      if (number != null && adaptive == null && isOn(flag)) {
        String field = flag.endsWith("rx") ? "adaptiveRx" : "adaptiveTx";
        Wish.Ask ask =
            new Wish.Cannot(
                Outcome.Unresolved,
                "%s of %s is on and changes it: set %s: false too"
                    .formatted(flag, nic.name(), field),
                new Value.Count(number));
        list.add(new Wish(setting(nic, name), rule.name(), ask));
      } else {
        number(name, number);
      }
    }

    private boolean isOn(String flag) {
      if (!(now instanceof ParametersReading.Parameters parameters)) {
        return false;
      }
      Parameter parameter = parameters.byName().get(flag);
      return parameter != null && parameter.value() != 0;
    }

    private void add(String name, Value value) {
      list.add(new Wish(setting(nic, name), rule.name(), new Wish.To(value, "")));
    }
  }
}
