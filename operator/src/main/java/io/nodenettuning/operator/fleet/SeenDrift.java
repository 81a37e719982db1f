package io.nodenettuning.operator.fleet;

import io.nodenettuning.api.Drift;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * A drift that a node told of.
 *
 * @param drift as told
 * @param at when the node saw it
 */
public record SeenDrift(Drift drift, Instant at) {

  static Optional<SeenDrift> of(Drift drift) {
    try {
      return Optional.ofNullable(drift.time())
          .map(time -> new SeenDrift(drift, Instant.parse(time)));
    } catch (DateTimeParseException e) {
      return Optional.empty(); // the schema refuses such a time; what slipped through is not told
    }
  }
}
