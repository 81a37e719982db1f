package io.nodenettuning.daemon.cli.print;

/** What a list of settings shows. */
public enum View {
  /** What would be written. */
  Plan,
  /** What was written. */
  Writes,
  /** How settings stand. */
  Status
}
