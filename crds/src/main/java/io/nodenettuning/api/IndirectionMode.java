package io.nodenettuning.api;

import io.nodenettuning.api.schema.Doc;

/** How the indirection table spreads flows over receive queues. */
public enum IndirectionMode {
  @Doc("all queues get the same share")
  Equal,
  @Doc("each queue gets its share of weights")
  Weighted
}
