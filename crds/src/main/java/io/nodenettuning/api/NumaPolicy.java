package io.nodenettuning.api;

import io.nodenettuning.api.schema.Doc;

/** Which NUMA nodes CPUs may be on. */
public enum NumaPolicy {
  @Doc("CPUs of all nodes")
  Any,
  @Doc("only CPUs of the device's own node")
  Local
}
