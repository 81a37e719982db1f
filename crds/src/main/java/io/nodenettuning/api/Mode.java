package io.nodenettuning.api;

/** Whether a tuning writes to the kernel. */
public enum Mode {
  /** Applied and kept. */
  Enforce,
  /** Never written; reported as a plan. */
  Audit
}
