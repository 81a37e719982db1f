package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.facts.CpuSet;
import io.nodenettuning.daemon.kernel.Errno;

/**
 * A knob whose files are {@code /proc/irq/N/smp_affinity_list} ({@code
 * Documentation/core-api/irq/irq-affinity.rst}). Interrupts that the kernel manages refuse with
 * EPERM (EIO before 6.12), for good.
 *
 * <p>Others can be refused for a moment ({@code arch/x86/kernel/apic/vector.c}): with ENOSPC while
 * the CPUs asked for have no vector left, though others that were just moved away are about to give
 * theirs back; with EBUSY or EAGAIN while an earlier move is not over.
 */
abstract class AffinityKnob extends FileKnob {

  @Override
  Outcome refusal(Errno errno) {
    return errno.equals(Errno.EPERM) || errno.equals(Errno.EIO)
        ? Outcome.Immutable
        : super.refusal(errno);
  }

  @Override
  boolean isMomentary(Errno errno) {
    return errno.equals(Errno.ENOSPC) || isAmidMove(errno);
  }

  private static boolean isAmidMove(Errno errno) {
    return errno.equals(Errno.EBUSY) || errno.equals(Errno.EAGAIN);
  }

  @Override
  String reason(Setting setting, Errno errno) {
    if (errno.equals(Errno.ENOSPC)) {
      return "these CPUs have no interrupt vector left: give it more of them";
    }
    return isAmidMove(errno) ? "an earlier move of it is not over" : "";
  }

  /** {@link Value#text} of its values, which is how the kernel lists them. */
  public Value parse(String text) {
    return read(text);
  }

  @Override
  Value read(String text) {
    return new Value.Cpus(CpuSet.parseList(text));
  }

  @Override
  String format(Value value) {
    return MaskKnob.cpus(value).list();
  }
}
