package io.nodenettuning.daemon.facts;

/**
 * A text that is no CPU list or mask, or names CPUs that cannot be. Its message shows the text, the
 * part that is wrong, and what would be right.
 */
public final class CpuFormatException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /** What is wrong with a text. */
  public enum Reason {
    /** It is malformed; the kernel's EINVAL. */
    SYNTAX,
    /** It names a CPU past the last one that can be; the kernel's ERANGE and EOVERFLOW. */
    OUT_OF_RANGE
  }

  private final Reason reason;

  CpuFormatException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** What is wrong. */
  public Reason reason() {
    return reason;
  }
}
