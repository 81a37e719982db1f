package io.nodenettuning.api;

/** What happens when a setting no longer has the value it should have. */
public enum DriftPolicy {
  /** It is put back. */
  Correct,
  /** It is shown in the status only. */
  Report
}
