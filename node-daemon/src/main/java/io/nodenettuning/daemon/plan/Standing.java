package io.nodenettuning.daemon.plan;

/**
 * How a claim stands among all claims of its setting.
 *
 * @param claim the claim
 * @param role what became of it
 * @param message with whom it disagrees, or an empty text
 */
public record Standing(Claim claim, Role role, String message) {

  /** What became of a claim. */
  public enum Role {
    /** Its value is the setting's. */
    Wins,
    /** Its value is the setting's, though a tuning of equal priority disagrees. */
    WinsContested,
    /** Another tuning's equal value is the setting's. */
    Agrees,
    /** A tuning of higher priority has another value. */
    Overridden,
    /** A tuning of equal priority, or another rule of its own, has another value. */
    Conflicts,
    /** It has no value to offer. */
    Empty,
    /** It only asks what would be. */
    Audits
  }
}
