package io.nodenettuning.api;

/** Whether what a device cannot do counts. */
public enum IfUnsupported {
  /** The node counts as incomplete. */
  Report,
  /** The node is ready without it. */
  Ignore
}
