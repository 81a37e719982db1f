package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.Housekeeping;
import io.nodenettuning.api.HousekeepingAction;
import io.nodenettuning.daemon.facts.Facts;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The CPUs of kernel work that is bound to none: {@code /sys/devices/virtual/workqueue/cpumask}
 * ({@code Documentation/core-api/workqueue.rst}). Writing also sets what kernels since 6.9 show as
 * {@code cpumask_requested}, from which partitions take theirs.
 */
public final class WorkqueueKnob extends MaskKnob implements HousekeepingKnob {
  private final Setting setting = setting("workqueues", "/sys/devices/virtual/workqueue/cpumask");

  @Override
  public @Nullable HousekeepingAction action(Housekeeping housekeeping) {
    return housekeeping.unboundWorkqueues();
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
