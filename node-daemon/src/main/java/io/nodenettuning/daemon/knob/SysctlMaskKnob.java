package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.api.Sysctl;
import io.nodenettuning.daemon.facts.CpuSet;
import io.nodenettuning.daemon.facts.Cpus;
import io.nodenettuning.daemon.facts.Facts;

/**
 * Network sysctls that are a mask of CPUs ({@code net/core/sysctl_net_core.c}). Like the masks of
 * receive queues, {@code rps_default_mask} loses the isolated CPUs without a word, and a mask of
 * such only is refused; {@code flow_limit_cpu_bitmap} keeps what it is given. CPUs that do not
 * exist are left out: the kernel takes no wider mask.
 */
public final class SysctlMaskKnob extends MaskKnob implements SysctlKnob {

  @Override
  public boolean has(Sysctl.Form form) {
    return form instanceof Sysctl.CpuMask;
  }

  /** Reading {@code rps_default_mask} takes the network lock. */
  @Override
  public boolean slow() {
    return true;
  }

  @Override
  public Wish.To value(Sysctl sysctl, String text, Facts facts) {
    CpuSet wished = CpuSet.parseMask(text);
    CpuSet here = wished.intersection(facts.cpus().possible());
    CpuSet absent = wished.minus(here);
    String note = absent.isEmpty() ? "" : "CPUs %s do not exist here".formatted(absent);
    if (here.isEmpty() && !wished.isEmpty()) {
      throw new IllegalArgumentException(note);
    }
    return new Wish.To(new Value.Cpus(here), note);
  }

  @Override
  public Expectation expect(Setting setting, Value desired, Facts facts) {
    Cpus cpus = facts.cpus();
    CpuSet wished = cpus(desired);
    if (!setting.id().endsWith(Sysctl.RPS_DEFAULT_MASK.key())) {
      return new Expectation.Shows(desired, "");
    }
    CpuSet kept = wished.minus(cpus.quiet());
    if (kept.equals(wished)) {
      return new Expectation.Shows(desired, "");
    }
    return kept.isEmpty()
        ? new Expectation.Refuses(
            Outcome.Unresolved,
            "the kernel does not steer packets to isolated CPUs, and %s are only such"
                .formatted(wished))
        : new Expectation.Shows(
            new Value.Cpus(kept),
            "the kernel leaves out isolated CPUs %s".formatted(wished.minus(kept)));
  }

  @Override
  String missing(Setting setting) {
    return SysctlKnob.whyMissing(setting);
  }
}
