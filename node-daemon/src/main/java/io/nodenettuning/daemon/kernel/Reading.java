package io.nodenettuning.daemon.kernel;

/** What reading a kernel file gave. */
public sealed interface Reading {

  /**
   * The content.
   *
   * @param value the text without the newline at its end
   */
  record Text(String value) implements Reading {}

  /**
   * The kernel's refusal.
   *
   * @param errno its reason; {@link Errno#ENOENT} where there is no such file
   */
  record Refused(Errno errno) implements Reading {}

  /** The content, or nothing when it was refused. */
  default java.util.Optional<String> text() {
    return switch (this) {
      case Text t -> java.util.Optional.of(t.value());
      case Refused _ -> java.util.Optional.empty();
    };
  }
}
