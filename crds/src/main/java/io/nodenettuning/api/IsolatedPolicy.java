package io.nodenettuning.api;

import io.nodenettuning.api.schema.Doc;

/** Whether CPUs isolated by isolcpus or nohz_full are used. */
public enum IsolatedPolicy {
  @Doc("left out")
  Exclude,
  @Doc("used like others")
  Include
}
