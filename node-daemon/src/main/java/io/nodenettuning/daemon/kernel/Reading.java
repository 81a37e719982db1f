package io.nodenettuning.daemon.kernel;

import java.util.Optional;

/** What reading a kernel file gave. */
public sealed interface Reading {

  /**
   * The content.
   *
   * @param value the text without the newline at its end
   */
  record Text(String value) implements Reading {
    @Override
    public Optional<String> text() {
      return Optional.of(value);
    }
  }

  /**
   * The kernel's refusal.
   *
   * @param errno its reason; {@link Errno#ENOENT} where there is no such file
   */
  record Refused(Errno errno) implements Reading {
    @Override
    public Optional<String> text() {
      return Optional.empty();
    }
  }

  /** The content, or nothing when it was refused. */
  Optional<String> text();
}
