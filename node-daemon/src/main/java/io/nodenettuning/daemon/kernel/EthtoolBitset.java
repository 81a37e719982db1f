package io.nodenettuning.daemon.kernel;

import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/**
 * The bitsets of ethtool netlink in their two forms, words of 32 bits or a list of named bits
 * ({@code Documentation/networking/ethtool-netlink.rst}, "Bit sets").
 */
final class EthtoolBitset {
  private static final int NOMASK = 1;
  private static final int SIZE = 2;
  private static final int BITS = 3;
  private static final int VALUE = 4;

  private static final int BIT = 1;
  private static final int BIT_INDEX = 1;
  private static final int BIT_NAME = 2;
  private static final int BIT_VALUE = 3;

  private EthtoolBitset() {}

  /** The numbers of the bits that are set. */
  static BitSet parse(NetlinkAttributes bitset) {
    return bitset
        .find(VALUE)
        .map(words -> compact(words, bitset.count(SIZE)))
        .orElseGet(() -> verbose(bitset));
  }

  private static BitSet compact(NetlinkAttributes.Attribute words, int size) {
    var bits = new BitSet(size);
    for (int bit = 0; bit < size; bit++) {
      bits.set(bit, (words.u32(bit / Integer.SIZE) >>> bit % Integer.SIZE & 1) == 1);
    }
    return bits;
  }

  /** A list without mask names the bits that are set; one with mask says of each whether it is. */
  private static BitSet verbose(NetlinkAttributes bitset) {
    boolean all = bitset.find(NOMASK).isPresent();
    var bits = new BitSet();
    for (var bit : bitset.nest(BITS)) {
      var named = bit.nested();
      bits.set(named.count(BIT_INDEX), all || named.find(BIT_VALUE).isPresent());
    }
    return bits;
  }

  /** Adds the named bits with their values, and with them as mask: others are left alone. */
  static void write(NetlinkMessage message, int attribute, Map<String, Boolean> values) {
    message.nest(
        attribute,
        bitset ->
            bitset.nest(
                BITS,
                bits -> new TreeMap<>(values).forEach((name, on) -> writeBit(bits, name, on))));
  }

  private static void writeBit(NetlinkMessage bits, String name, boolean on) {
    bits.nest(
        BIT,
        bit -> {
          bit.text(BIT_NAME, name);
          if (on) {
            bit.flag(BIT_VALUE);
          }
        });
  }
}
