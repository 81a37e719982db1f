package io.nodenettuning.daemon.knob;

import io.nodenettuning.daemon.facts.CpuSet;
import java.util.List;
import java.util.stream.Collectors;

/** A setting's value, normalised: two texts that mean the same to the kernel are equal values. */
public sealed interface Value {

  /** A CPU mask. */
  record Cpus(CpuSet cpus) implements Value {
    @Override
    public String text() {
      return cpus.isEmpty() ? "none" : cpus.toString();
    }

    @Override
    public boolean sameAs(Value other) {
      return other instanceof Within within
          ? within.cpus().union(within.besides()).containsAll(cpus)
              && !within.cpus().intersection(cpus).isEmpty()
          : Value.super.sameAs(other);
    }
  }

  /**
   * A CPU mask that may be any part of a set. It is written as the whole set, and what is a part of
   * it already is as wished.
   *
   * @param cpus the set
   * @param besides CPUs that make no difference, such as offline ones
   */
  record Within(CpuSet cpus, CpuSet besides) implements Value {
    @Override
    public String text() {
      return "within " + cpus;
    }

    @Override
    public boolean sameAs(Value other) {
      return other instanceof Cpus mask ? mask.sameAs(this) : Value.super.sameAs(other);
    }
  }

  /** CPU masks of several things that go by one name, in their order. */
  record CpusOfEach(List<CpuSet> masks) implements Value {
    static final String SEPARATOR = " / ";

    @Override
    public String text() {
      return masks.stream().map(CpuSet::list).collect(Collectors.joining(SEPARATOR));
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
