package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.Housekeeping;
import io.nodenettuning.api.HousekeepingAction;
import io.nodenettuning.daemon.facts.Facts;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The CPUs of a kind of other work that is one mask for the whole node. */
public final class OtherWorkKnob extends MaskKnob implements HousekeepingKnob {
  private final Setting setting;
  private final Function<Housekeeping, @Nullable HousekeepingAction> action;

  private OtherWorkKnob(
      String leaf, String path, Function<Housekeeping, @Nullable HousekeepingAction> action) {
    this.setting = setting(leaf, path);
    this.action = action;
  }

  /**
   * The CPUs of interrupts that are requested later: {@code /proc/irq/default_smp_affinity} ({@code
   * Documentation/core-api/irq/irq-affinity.rst}).
   */
  static OtherWorkKnob interruptsToCome() {
    return new OtherWorkKnob(
        "default-smp-affinity", "/proc/irq/default_smp_affinity", Housekeeping::interrupts);
  }

  /**
   * The CPUs of kernel work that is bound to none: {@code /sys/devices/virtual/workqueue/cpumask}
   * ({@code Documentation/core-api/workqueue.rst}). Writing also sets what kernels since 6.9 show
   * as {@code cpumask_requested}, from which partitions take theirs.
   */
  static OtherWorkKnob unboundWorkqueues() {
    return new OtherWorkKnob(
        "workqueues", "/sys/devices/virtual/workqueue/cpumask", Housekeeping::unboundWorkqueues);
  }

  @Override
  public @Nullable HousekeepingAction action(Housekeeping housekeeping) {
    return action.apply(housekeeping);
  }

  @Override
  public List<Wish> wishes(Wish.Ask target, Context context) {
    return List.of(wish(setting, target));
  }

  @Override
  public Optional<Setting> find(String key, Facts facts) {
    return key.equals(setting.key()) ? Optional.of(setting) : Optional.empty();
  }
}
