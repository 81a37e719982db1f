package io.nodenettuning.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.nodenettuning.api.schema.Scalar;

/** A sysctl's value, a number or a string as the kernel takes it. */
@Scalar(maxLength = Limits.CPU_MASK)
public record SysctlValue(@JsonValue Object raw) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public SysctlValue {}

  /** The value as text. */
  public String text() {
    return String.valueOf(raw);
  }
}
