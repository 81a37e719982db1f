package io.nodenettuning.api;

import io.nodenettuning.api.schema.Doc;

/** Whether a tuning writes to the kernel. */
public enum Mode {
  @Doc("settings are written and kept")
  Enforce,
  @Doc("nothing is ever written, the plan is reported")
  Audit
}
