package io.nodenettuning.daemon.plan;

import io.nodenettuning.daemon.knob.Setting;
import java.util.Optional;

/** What keeps settings that drifted from being put back for now. */
@FunctionalInterface
public interface Restraint {
  /** Keeps nothing. */
  Restraint NONE = _ -> Optional.empty();

  /** Why a setting that drifted is left as it is; nothing where it may be put back. */
  Optional<String> keeps(Setting setting);
}
