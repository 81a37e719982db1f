package io.nodenettuning.daemon.facts;

import java.util.BitSet;
import java.util.Collection;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** An immutable set of CPU numbers, from 0 to {@link #MAX_CPU}. */
public final class CpuSet {
  /** The highest number that a CPU can have in any kernel (NR_CPUS of x86 goes up to 8192). */
  public static final int MAX_CPU = 8191;

  /** No CPU. */
  public static final CpuSet NONE = new CpuSet(new BitSet());

  private final BitSet bits;

  /** Its list once it was asked for, like the hash of a string: sets are shown again and again. */
  private @Nullable String list;

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

  /** The CPUs from {@code first} to {@code last}, both included. */
  public static CpuSet range(int first, int last) {
    BitSet bits = new BitSet();
    bits.set(first, last + 1);
    return new CpuSet(bits);
  }

  /** The set of the CPUs whose bits are set. */
  public static CpuSet of(BitSet cpus) {
    return new CpuSet((BitSet) cpus.clone());
  }

  /** The set of these CPUs. */
  public static CpuSet of(Collection<Integer> cpus) {
    BitSet bits = new BitSet();
    cpus.forEach(bits::set);
    return new CpuSet(bits);
  }

  /**
   * Reads a CPU list as the kernel does.
   *
   * @param lastPossible the last CPU that can be: what {@code N} means, and the end of {@code all}
   * @throws CpuFormatException if it is malformed or names a CPU past the last one
   */
  public static CpuSet parseList(String text, int lastPossible) {
    return new CpuSet(new CpuListParser(text, lastPossible, lastPossible).parse());
  }

  /**
   * Reads a CPU list that may have been written for a larger node.
   *
   * @param lastPossible the last CPU here: what {@code N} means, and the end of {@code all}
   * @return all CPUs it names, also those past the last one
   * @throws CpuFormatException if it is malformed or names a CPU past {@link #MAX_CPU}
   */
  public static CpuSet parseForeignList(String text, int lastPossible) {
    return new CpuSet(new CpuListParser(text, lastPossible, MAX_CPU).parse());
  }

  /**
   * Reads a CPU list that the kernel printed.
   *
   * @throws CpuFormatException if it is malformed
   */
  public static CpuSet parseList(String text) {
    return parseList(text, MAX_CPU);
  }

  /**
   * Reads a CPU mask in groups of 32 bits as the kernel does.
   *
   * @param lastPossible the last CPU that can be
   * @throws CpuFormatException if it is malformed, names a CPU past the last one, or has more
   *     groups than that needs, be they zero
   */
  public static CpuSet parseMask(String text, int lastPossible) {
    return new CpuSet(CpuMask.parse(text, lastPossible));
  }

  /**
   * Reads a CPU mask that the kernel printed, or that was written for another node.
   *
   * @throws CpuFormatException if it is malformed or names a CPU past {@link #MAX_CPU}
   */
  public static CpuSet parseMask(String text) {
    return parseMask(text, MAX_CPU);
  }

  /** The CPUs as set bits. */
  public BitSet bits() {
    return (BitSet) bits.clone();
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

  /** The lowest CPU that is not below the given number, or -1. */
  public int next(int from) {
    return bits.nextSetBit(from);
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

  /** The kernel's list of it, such as {@code 0-3,8}; empty for no CPU. */
  public String list() {
    String known = list;
    if (known == null) {
      known = listed();
      list = known;
    }
    return known;
  }

  private String listed() {
    StringBuilder list = new StringBuilder();
    for (int first = bits.nextSetBit(0); first >= 0; ) {
      int end = bits.nextClearBit(first);
      list.append(list.isEmpty() ? "" : ",").append(first);
      if (end - 1 > first) {
        list.append('-').append(end - 1);
      }
      first = bits.nextSetBit(end);
    }
    return list.toString();
  }

  /**
   * The kernel's mask of it with as few groups and digits as will do, such as {@code ff,00000001}:
   * the kernel refuses groups past its last CPU, be they zero.
   */
  public String mask() {
    return CpuMask.format(bits);
  }

  /** Whether all CPUs of the other are in it. */
  public boolean containsAll(CpuSet other) {
    return other.minus(this).isEmpty();
  }

  @Override
  public String toString() {
    return list();
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
