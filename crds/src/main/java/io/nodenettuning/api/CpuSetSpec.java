package io.nodenettuning.api;

import org.jspecify.annotations.Nullable;

/**
 * A set of CPUs: {@code list} or {@code mask} (default: all online), less {@code exclude}, then
 * narrowed by NUMA node, hardware threads and isolation.
 */
public record CpuSetSpec(
    @Nullable String list,
    @Nullable String mask,
    @Nullable String exclude,
    @Nullable NumaPolicy numa,
    @Nullable SmtPolicy smt,
    @Nullable IsolatedPolicy isolated) {

  /** All online CPUs that are not isolated. */
  public static final CpuSetSpec DEFAULT = new CpuSetSpec(null, null, null, null, null, null);
}
