package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.InterfaceRule;
import io.nodenettuning.api.Napi;
import io.nodenettuning.daemon.facts.Nic;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A setting of how the kernel polls a device, a file of the device itself ({@code
 * Documentation/networking/napi.rst}). Kernels since 6.13 keep the values for each NAPI and show
 * those of the device here; writing here overwrites all.
 */
interface NapiKnob extends NicKnob {

  /** The last part of the setting's id. */
  String leaf();

  /** The file below {@code /sys/class/net/DEV}. */
  String file();

  /** The value that a rule asks for; null where it asks for none. */
  @Nullable Value asked(Napi napi);

  /** What becomes of that value on an interface. */
  default Wish.Ask ask(Value value, Nic nic) {
    return new Wish.To(value, "");
  }

  @Override
  default String name() {
    return "napi";
  }

  @Override
  default List<Wish> wishes(InterfaceRule rule, Nic nic, Context context) {
    Value value = rule.napi() == null ? null : asked(rule.napi());
    return value == null
        ? List.of()
        : List.of(new Wish(setting(nic, leaf()), rule.name(), ask(value, nic)));
  }

  @Override
  default Optional<String> attribute(Nic nic, String leaf) {
    return leaf.equals(leaf())
        ? Optional.of("/sys/class/net/" + nic.name() + "/" + file())
        : Optional.empty();
  }
}
