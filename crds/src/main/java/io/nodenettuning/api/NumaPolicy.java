package io.nodenettuning.api;

import io.nodenettuning.api.schema.Doc;

/** Which NUMA nodes CPUs may be on. */
public enum NumaPolicy {
  @Doc("CPUs of all nodes")
  Any,
  @Doc("only CPUs of the device's own node")
  Local;

  /** Why a set of CPUs that is for no device cannot be local to one. */
  static final String NO_DEVICE =
      "Local is the NUMA node of a network device, and these CPUs are for none; name CPUs with list"
          + " or mask";
}
