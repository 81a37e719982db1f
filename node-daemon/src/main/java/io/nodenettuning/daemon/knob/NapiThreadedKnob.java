package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.Napi;
import io.nodenettuning.api.NapiThreading;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.facts.Nic;
import io.nodenettuning.daemon.kernel.Errno;
import org.jspecify.annotations.Nullable;

/**
 * Whether a device is polled by kernel threads of its own: {@code threaded}. The kernel refuses
 * with EOPNOTSUPP while the device has no NAPI. Drivers may make theirs when the device goes up,
 * gets queues or, as a veth, an offload.
 */
public final class NapiThreadedKnob extends FileKnob implements NapiKnob {
  private static final String OFF = "0";
  private static final String ON = "1";

  /** The threads. */
  @Override
  public boolean makesOthers() {
    return true;
  }

  /** A device can lose its NAPI with an offload, and keeps to threads for when it has it again. */
  @Override
  public boolean releasedFirst() {
    return true;
  }

  /** What is polled, which is why there are threads at all. */
  @Override
  public boolean comesWithDevice() {
    return true;
  }

  @Override
  public String leaf() {
    return "threaded";
  }

  @Override
  public String file() {
    return "threaded";
  }

  @Override
  public @Nullable Value asked(Napi napi) {
    return napi.threaded() == null
        ? null
        : new Value.Toggle(napi.threaded() == NapiThreading.Enabled);
  }

  @Override
  public Wish.Ask ask(Value value, Nic nic) {
    return nic.up()
        ? NapiKnob.super.ask(value, nic)
        : new Wish.Cannot(
            Outcome.Pending,
            nic.name() + " is down: its driver may make what is polled when it goes up",
            value);
  }

  @Override
  String reason(Setting setting, Errno errno) {
    return errno.equals(Errno.EOPNOTSUPP)
        ? setting.device() + " has no NAPI (a veth has it only with generic receive offload or XDP)"
        : "";
  }

  @Override
  public Value parse(String text) {
    return new Value.Toggle(text.equals("on"));
  }

  @Override
  Value read(String text) {
    return switch (text.strip()) {
      case OFF -> new Value.Toggle(false);
      // 2 is threads that poll without pause, by netlink only.
      case ON, "2" -> new Value.Toggle(true);
      default -> throw new IllegalArgumentException(text);
    };
  }

  @Override
  String format(Value value) {
    return value instanceof Value.Toggle toggle && toggle.on() ? ON : OFF;
  }
}
