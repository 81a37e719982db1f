package io.nodenettuning.api;

import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.nodenettuning.api.schema.Doc;
import io.nodenettuning.api.schema.Timestamp;
import org.jspecify.annotations.Nullable;

/** A condition as the Kubernetes API conventions define it. */
public record Condition(
    @Doc("What the condition is about, in CamelCase.") @Size(min = 1, max = 63) String type,
    @Doc("Whether it holds.") Status status,
    @Doc("The metadata.generation that the condition was made from.") @Min(0)
        @Nullable Long observedGeneration,
    @Doc("When the status last changed.") @Timestamp @Size(max = Limits.TIME)
        String lastTransitionTime,
    @Doc("Why, as one word in CamelCase for programs.") @Size(min = 1, max = Limits.REASON)
        String reason,
    @Doc("Why, for people.") @Size(max = Limits.CONDITION_MESSAGE) String message) {

  /** Whether the condition holds. */
  public enum Status {
    @Doc("it holds")
    True,
    @Doc("it does not")
    False,
    @Doc("it cannot be told")
    Unknown
  }
}
