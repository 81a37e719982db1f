package io.nodenettuning.api;

import io.nodenettuning.api.schema.Doc;

/** What happens when a setting no longer has the value it should have. */
public enum DriftPolicy {
  @Doc("it is put back and counted")
  Correct,
  @Doc("it is left alone and shown in the status")
  Report
}
