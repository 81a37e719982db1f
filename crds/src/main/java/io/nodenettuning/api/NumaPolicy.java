package io.nodenettuning.api;

/** Which NUMA nodes CPUs may be on. */
public enum NumaPolicy {
  /** All of them. */
  Any,
  /** Only the node of the device. */
  Local
}
