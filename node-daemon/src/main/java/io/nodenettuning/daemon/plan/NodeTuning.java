package io.nodenettuning.daemon.plan;

import io.nodenettuning.api.Defaults;
import io.nodenettuning.api.DriftPolicy;
import io.nodenettuning.api.Mode;
import io.nodenettuning.api.ReleasePolicy;
import io.nodenettuning.api.Revision;
import java.util.Objects;

/**
 * A tuning that this node was given.
 *
 * @param uid identity of the tuning; two of one name are two tunings
 * @param name its name
 * @param priority the higher wins, setting by setting
 * @param revision name of the revision of what to do
 * @param content what to do
 */
public record NodeTuning(String uid, String name, int priority, String revision, Content content) {

  /** What a revision says. */
  public sealed interface Content {}

  /** It was understood. */
  public record Understood(Revision revision) implements Content {}

  /**
   * It was not: nothing of it is applied, and nothing that it holds is let go.
   *
   * @param problem which field and value
   */
  public record NotUnderstood(String problem) implements Content {}

  /**
   * It is not here yet: nothing of it is applied, and nothing that it holds is let go.
   *
   * @param problem why
   */
  public record Awaited(String problem) implements Content {}

  /**
   * The order in which tunings get their way: one that enforces before one that does not, then the
   * higher priority, then the first name.
   *
   * @return below 0 when this one comes first
   */
  int compareStrength(NodeTuning other) {
    if (enforcing() != other.enforcing()) {
      return enforcing() ? -1 : 1;
    }
    if (priority != other.priority) {
      return Integer.compare(other.priority, priority);
    }
    int byName = name.compareTo(other.name);
    return byName == 0 ? uid.compareTo(other.uid) : byName;
  }

  /** Whether it may write; false for Audit, and for what is not here or was not understood. */
  public boolean enforcing() {
    return content instanceof Understood understood
        && Objects.requireNonNullElse(understood.revision().mode(), Defaults.MODE) == Mode.Enforce;
  }

  /** What to do about drift of its settings. */
  public DriftPolicy driftPolicy() {
    return content instanceof Understood understood
        ? Objects.requireNonNullElse(understood.revision().driftPolicy(), Defaults.DRIFT_POLICY)
        : DriftPolicy.Report;
  }

  /** What to do with its settings when it lets them go. */
  public ReleasePolicy releasePolicy() {
    return content instanceof Understood understood
        ? Objects.requireNonNullElse(understood.revision().releasePolicy(), Defaults.RELEASE_POLICY)
        : ReleasePolicy.Keep;
  }
}
