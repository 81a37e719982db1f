package io.nodenettuning.api;

import io.nodenettuning.api.schema.Doc;

/** How many hardware threads of a core are used. */
public enum SmtPolicy {
  @Doc("all hardware threads")
  Any,
  @Doc("the first selected one of each core")
  OnePerCore
}
