package io.nodenettuning.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.nodenettuning.api.schema.NumberOr;
import java.util.OptionalInt;

/** A number of channels, or {@code Max} for as many as the device has. */
@NumberOr(word = ChannelCount.MAX, min = 0, max = 65_535)
public record ChannelCount(@JsonValue Object raw) {
  static final String MAX = "Max";

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ChannelCount {}

  /** The number, or nothing when it is {@code Max}. */
  public OptionalInt number() {
    return raw instanceof Number n ? OptionalInt.of(n.intValue()) : OptionalInt.empty();
  }

  /** Whether it is the device's maximum. */
  public boolean isMax() {
    return MAX.equals(raw);
  }
}
