package io.nodenettuning.daemon.cli;

import java.io.Serial;

/** A command cannot do what it was asked; the message says why, to the user. */
final class CommandFailedException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  CommandFailedException(String message) {
    super(message);
  }
}
