package io.nodenettuning.api;

import io.nodenettuning.api.schema.Doc;

/** Whether CPUs that the kubelet gave to single containers are used. */
public enum ExclusivePolicy {
  @Doc("used as any other")
  Include,
  @Doc("left out")
  Exclude
}
