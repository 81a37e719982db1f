package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.Housekeeping;
import io.nodenettuning.api.HousekeepingAction;
import io.nodenettuning.daemon.facts.Facts;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The CPUs of interrupts that are requested later: {@code /proc/irq/default_smp_affinity} ({@code
 * Documentation/core-api/irq/irq-affinity.rst}).
 */
public final class DefaultAffinityKnob extends MaskKnob implements HousekeepingKnob {
  private final Setting setting = setting("default-smp-affinity", "/proc/irq/default_smp_affinity");

  @Override
  public @Nullable HousekeepingAction action(Housekeeping housekeeping) {
    return housekeeping.interrupts();
  }

  @Override
  public List<Wish> wishes(Wish.Ask target, Context context) {
    return List.of(wish(setting, target));
  }

  @Override
  public Optional<Setting> find(String key, Facts facts) {
    return findOnly(setting, key);
  }
}
