package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.Napi;
import org.jspecify.annotations.Nullable;

/**
 * How often a device is polled again without packets before its interrupts are turned on: {@code
 * napi_defer_hard_irqs}. Nothing is deferred while {@code gro_flush_timeout} is 0.
 */
public final class DeferHardIrqsKnob extends CountKnob implements NapiKnob {

  @Override
  public String leaf() {
    return "defer-hard-irqs";
  }

  @Override
  public String file() {
    return "napi_defer_hard_irqs";
  }

  @Override
  public @Nullable Value asked(Napi napi) {
    return napi.deferHardIrqs() == null ? null : new Value.Count(napi.deferHardIrqs());
  }
}
