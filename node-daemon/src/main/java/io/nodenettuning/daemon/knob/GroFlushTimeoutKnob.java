package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.Napi;
import org.jspecify.annotations.Nullable;

/**
 * Nanoseconds after which packets that generic receive offload holds are passed on: {@code
 * gro_flush_timeout}. With {@code napi_defer_hard_irqs} it is also how long a device is left
 * without interrupts, so it is written first.
 */
public final class GroFlushTimeoutKnob extends CountKnob implements NapiKnob {

  @Override
  public String leaf() {
    return "gro-flush-timeout";
  }

  @Override
  public String file() {
    return "gro_flush_timeout";
  }

  @Override
  public @Nullable Value asked(Napi napi) {
    return napi.groFlushTimeoutNanos() == null
        ? null
        : new Value.Count(napi.groFlushTimeoutNanos());
  }
}
