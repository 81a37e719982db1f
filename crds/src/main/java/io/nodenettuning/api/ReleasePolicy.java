package io.nodenettuning.api;

import io.nodenettuning.api.schema.Doc;

/** What happens to a setting that no tuning names any more. */
public enum ReleasePolicy {
  @Doc("the value from before the first tuning is put back")
  Restore,
  @Doc("it keeps the value it has")
  Keep
}
