package io.nodenettuning.api;

/** How many hardware threads of a core are used. */
public enum SmtPolicy {
  /** All of them. */
  Any,
  /** The first selected one of each core. */
  OnePerCore
}
