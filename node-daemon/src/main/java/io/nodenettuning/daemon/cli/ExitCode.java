package io.nodenettuning.daemon.cli;

/** What {@code nnt} ends with. */
final class ExitCode {
  /** All is well. */
  static final int OK = 0;

  /** Something failed, or a file is not valid. */
  static final int FAILED = 1;

  /** {@code plan --detailed-exitcode}: there is something to write. */
  static final int CHANGES = 2;

  /** The command line is not understood, {@code EX_USAGE} of sysexits(3). */
  static final int USAGE = 64;

  private ExitCode() {}
}
