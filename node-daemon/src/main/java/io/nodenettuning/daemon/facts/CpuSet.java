package io.nodenettuning.daemon.facts;

import java.util.BitSet;
import java.util.stream.IntStream;

/** An immutable set of CPU numbers. */
public final class CpuSet {
  /** No CPU. */
  public static final CpuSet NONE = new CpuSet(new BitSet());

  private final BitSet bits;

  private CpuSet(BitSet bits) {
    this.bits = bits;
  }

  /** The set of these CPUs. */
  public static CpuSet of(int... cpus) {
    BitSet bits = new BitSet();
    for (int cpu : cpus) {
      bits.set(cpu);
    }
    return new CpuSet(bits);
  }

  /** The CPUs as a stream, ascending. */
  public IntStream stream() {
    return bits.stream();
  }

  /** Whether there is no CPU in it. */
  public boolean isEmpty() {
    return bits.isEmpty();
  }

  /** How many CPUs there are. */
  public int size() {
    return bits.cardinality();
  }

  /** Whether the CPU is in it. */
  public boolean contains(int cpu) {
    return bits.get(cpu);
  }

  /** The lowest CPU, or -1. */
  public int first() {
    return bits.nextSetBit(0);
  }

  /** The highest CPU, or -1. */
  public int last() {
    return bits.length() - 1;
  }

  /** The CPUs of both. */
  public CpuSet union(CpuSet other) {
    BitSet result = (BitSet) bits.clone();
    result.or(other.bits);
    return new CpuSet(result);
  }

  /** The CPUs that are in both. */
  public CpuSet intersection(CpuSet other) {
    BitSet result = (BitSet) bits.clone();
    result.and(other.bits);
    return new CpuSet(result);
  }

  /** The CPUs of this one that are not in the other. */
  public CpuSet minus(CpuSet other) {
    BitSet result = (BitSet) bits.clone();
    result.andNot(other.bits);
    return new CpuSet(result);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CpuSet set && bits.equals(set.bits);
  }

  @Override
  public int hashCode() {
    return bits.hashCode();
  }
}
