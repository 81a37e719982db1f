package io.nodenettuning.daemon.knob;

import io.nodenettuning.daemon.facts.CpuSet;

/** A setting's value, normalised: two texts that mean the same to the kernel are equal values. */
public sealed interface Value {

  /** A CPU mask. */
  record Cpus(CpuSet cpus) implements Value {
    @Override
    public String text() {
      return cpus.isEmpty() ? "none" : cpus.toString();
    }
  }

  /** A number. */
  record Count(long count) implements Value {
    @Override
    public String text() {
      return Long.toString(count);
    }
  }

  /** A word or a line, such as a governor. */
  record Word(String word) implements Value {
    @Override
    public String text() {
      return word;
    }
  }

  /** Whether something is on. */
  record Toggle(boolean on) implements Value {
    @Override
    public String text() {
      return on ? "on" : "off";
    }
  }

  /** The form that plans, statuses and the journal show; every knob can parse its own. */
  String text();

  /** Whether both are the same value of one setting. */
  default boolean sameAs(Value other) {
    return text().equals(other.text());
  }
}
