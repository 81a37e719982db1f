package io.nodenettuning.daemon.plan;

import io.nodenettuning.daemon.knob.Setting;
import java.util.List;
import java.util.Optional;

/**
 * What all tunings together want of one setting.
 *
 * @param setting the place
 * @param standings every claim, the strongest first
 */
public record Desired(Setting setting, List<Standing> standings) {

  /** The claim whose value the setting should have; nothing when none may be written. */
  public Optional<Claim> winner() {
    for (Standing standing : standings) {
      if (standing.role() == Standing.Role.Wins || standing.role() == Standing.Role.WinsContested) {
        return Optional.of(standing.claim());
      }
    }
    return Optional.empty();
  }
}
