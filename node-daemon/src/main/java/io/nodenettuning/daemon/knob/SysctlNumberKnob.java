package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.api.Sysctl;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.kernel.Errno;

/** Network sysctls that are one number. The kernel has bounds of its own for some. */
public final class SysctlNumberKnob extends CountKnob implements SysctlKnob {

  @Override
  public boolean has(Sysctl.Form form) {
    return form instanceof Sysctl.Range;
  }

  @Override
  public boolean tells(String name) {
    return Sysctl.of(name).isEmpty();
  }

  @Override
  public Wish.To value(Sysctl sysctl, String text, Facts facts) {
    Sysctl.Range range = (Sysctl.Range) sysctl.form();
    long number = Long.parseLong(text.strip());
    if (number < range.min() || number > range.max()) {
      throw new IllegalArgumentException(
          "want a number from %d to %d, got %d".formatted(range.min(), range.max(), number));
    }
    return new Wish.To(new Value.Count(number), "");
  }

  @Override
  Outcome refusal(Errno errno) {
    return errno.equals(Errno.EINVAL) ? Outcome.Unresolved : super.refusal(errno);
  }

  @Override
  String reason(Setting setting, Errno errno) {
    return errno.equals(Errno.EINVAL) && setting.id().endsWith(Sysctl.NETDEV_BUDGET_USECS.key())
        ? "the kernel wants at least two clock ticks, which are 8000 at 250 Hz"
        : "";
  }

  @Override
  String missing(Setting setting) {
    return SysctlKnob.whyMissing(setting);
  }
}
