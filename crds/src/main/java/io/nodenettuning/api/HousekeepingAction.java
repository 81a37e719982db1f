package io.nodenettuning.api;

import io.nodenettuning.api.schema.Doc;

/** What becomes of work that any CPU could do. */
public enum HousekeepingAction {
  @Doc("moved to the housekeeping CPUs")
  Move,
  @Doc("left where it is")
  Leave
}
