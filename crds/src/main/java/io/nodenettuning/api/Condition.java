package io.nodenettuning.api;

import org.jspecify.annotations.Nullable;

/** A condition as the Kubernetes API conventions define it. */
public record Condition(
    String type,
    Status status,
    @Nullable Long observedGeneration,
    String lastTransitionTime,
    String reason,
    String message) {

  /** Whether the condition holds. */
  public enum Status {
    True,
    False,
    Unknown
  }
}
