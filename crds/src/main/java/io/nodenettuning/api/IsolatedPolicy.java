package io.nodenettuning.api;

/** Whether CPUs isolated by isolcpus or nohz_full are used. */
public enum IsolatedPolicy {
  /** They are left out. */
  Exclude,
  /** They are used like others. */
  Include
}
