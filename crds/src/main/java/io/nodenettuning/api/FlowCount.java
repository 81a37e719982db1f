package io.nodenettuning.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.nodenettuning.api.schema.NumberOr;
import java.util.OptionalInt;

/**
 * Entries of a receive queue's flow table: a number, or {@code Auto} for the node's {@code
 * rpsSockFlowEntries} divided by the receive queues of the device, down to a power of two.
 */
@NumberOr(word = FlowCount.AUTO, min = 0, max = FlowCount.MAX)
public record FlowCount(@JsonValue Object raw) {
  static final String AUTO = "Auto";

  /** The largest table: 2^24 entries of 8 bytes for one queue. */
  static final int MAX = 1 << 24;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public FlowCount {}

  /** The number, or nothing when it is {@code Auto}. */
  public OptionalInt number() {
    return raw instanceof Number n ? OptionalInt.of(n.intValue()) : OptionalInt.empty();
  }

  /** Whether the number follows from the node. */
  public boolean isAuto() {
    return AUTO.equals(raw);
  }
}
