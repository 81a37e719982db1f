package io.nodenettuning.api;

import io.nodenettuning.api.schema.Doc;

/** Whether receive packet steering is on. */
public enum RpsMode {
  @Doc("packets are spread over the CPU set")
  Enabled,
  @Doc("packets stay on the CPU of the interrupt")
  Disabled
}
