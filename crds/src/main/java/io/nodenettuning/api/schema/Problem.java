package io.nodenettuning.api.schema;

/**
 * Something wrong with a resource.
 *
 * @param path the field, as in {@code spec.interfaces[0].rps.cpus.list}
 * @param message what is wrong and what is valid, in the words of the API server
 */
public record Problem(String path, String message) {
  /** Stands for the refused value in messages that name it. */
  public static final String VALUE = "%VALUE%";

  /** A string is not of a grammar. */
  public static String not(Matches grammar) {
    return "not %s: \"%s\"; want %s".formatted(grammar.what(), VALUE, grammar.want());
  }

  /** A value is neither a number in range nor the word. */
  public static String numberOr(NumberOr numberOr) {
    return "must be a number from %d to %d, without quotes, or %s; got \"%s\""
        .formatted(numberOr.min(), numberOr.max(), numberOr.word(), VALUE);
  }

  /** A field is missing. */
  public static String needed(Needed needed) {
    return "want " + needed.value();
  }

  /** None of some fields is given. */
  public static String none(AnyOf anyOf) {
    return "%s; want %s%s"
        .formatted(
            anyOf.problem(),
            anyOf.value().length > 1 ? "at least one of " : "",
            String.join(", ", anyOf.value()));
  }

  /** Two fields are given that exclude each other. */
  public static String both(NotBoth notBoth) {
    return "%s and %s exclude each other".formatted(notBoth.field(), notBoth.refused());
  }

  /** A field is missing or given that must not be, while another has some value. */
  public static String when(When when) {
    return "want " + when.want();
  }

  @Override
  public String toString() {
    return path.isEmpty() ? message : path + ": " + message;
  }
}
