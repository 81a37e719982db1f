package io.nodenettuning.api;

import io.nodenettuning.api.schema.Doc;

/** Where a device is polled. */
public enum NapiThreading {
  @Doc("in kernel threads of its own")
  Enabled,
  @Doc("in the softirq of the CPU that took the interrupt")
  Disabled
}
