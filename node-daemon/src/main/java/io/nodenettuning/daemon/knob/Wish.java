package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What one rule asks for one setting.
 *
 * @param setting the place
 * @param rule the rule's name, or the field's for those without rules
 * @param ask the value, or why there is none
 * @param group name of the alias that brought this setting, or null when it was named itself: what
 *     of a group cannot be had is reported only when none of it can
 * @param sharer name of the interface that the rule is for, where it only shares what the setting
 *     is of; null where that is the setting's own
 */
public record Wish(
    Setting setting, String rule, Ask ask, @Nullable String group, @Nullable String sharer) {

  /** A wish for a setting that was named itself. */
  public Wish(Setting setting, String rule, Ask ask) {
    this(setting, rule, ask, null);
  }

  /** A wish for a setting of the interface that the rule is for. */
  public Wish(Setting setting, String rule, Ask ask, @Nullable String group) {
    this(setting, rule, ask, group, null);
  }

  /** Name of the interface that the rule is for, or an empty text. */
  public String device() {
    return sharer == null ? setting.device() : sharer;
  }

  /** The value that is asked for, or null where it comes to none. */
  public @Nullable Value wanted() {
    return switch (ask) {
      case To to -> to.value();
      case Cannot cannot -> cannot.wanted();
    };
  }

  /** What is asked. */
  public sealed interface Ask {}

  /**
   * A value.
   *
   * @param note what a reader should know about how it came about, or an empty text
   */
  public record To(Value value, String note) implements Ask {}

  /**
   * Nothing that could be written, and why.
   *
   * @param wanted the value that was asked for all the same, or null where it comes to none
   * @param counts whether the node lacks something for it; false for what is only told
   */
  public record Cannot(Outcome outcome, String message, @Nullable Value wanted, boolean counts)
      implements Ask {

    /** A wish that the node does not fulfil. */
    public Cannot(Outcome outcome, String message, @Nullable Value wanted) {
      this(outcome, message, wanted, true);
    }

    /** A wish that comes to no value. */
    public Cannot(Outcome outcome, String message) {
      this(outcome, message, null);
    }
  }
}
