package io.nodenettuning.api;

/** What happens to a setting that no tuning names any more. */
public enum ReleasePolicy {
  /** Its original value is put back. */
  Restore,
  /** It keeps the value it has. */
  Keep
}
