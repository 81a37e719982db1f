package io.nodenettuning.api;

import io.nodenettuning.api.schema.Doc;

/** Whether what a device cannot do counts. */
public enum IfUnsupported {
  @Doc("the node counts as incomplete")
  Report,
  @Doc("the node can be ready without it")
  Ignore
}
