package io.nodenettuning.daemon.cli;

import io.nodenettuning.daemon.cli.print.Format;
import picocli.CommandLine.Option;

/** How a result is printed. */
final class OutputOptions {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "table (default), json or yaml.")
  private Format format = Format.table;

  @Option(names = "--all", description = "Show in tables what is left out otherwise.")
  private boolean all;

  Format format() {
    return format;
  }

  boolean all() {
    return all;
  }
}
