package io.nodenettuning.daemon.cli.print;

/** In which form a result is printed. */
public enum Format {
  /** For people. */
  table,
  /** For programs. */
  json,
  /** For both. */
  yaml
}
