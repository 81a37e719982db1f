package io.nodenettuning.daemon.apply;

import static io.nodenettuning.daemon.Tunings.tuning;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.kernel.Errno;
import io.nodenettuning.daemon.kernel.Reading;
import io.nodenettuning.daemon.plan.NodeTuning;
import io.nodenettuning.daemon.plan.PlannedSetting;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the kernel refuses, for a moment, for now or for good. */
class RefusalTest extends ApplyCase {
  @Test
  void aRefusedSettingDoesNotBlockTheOthers() throws IOException {
    files.refuses("/proc/irq/41/", Errno.EPERM);
    files.refuses("/proc/irq/42/", Errno.ENOSPC);

    List<PlannedSetting> rows = pass(tuning("t", ETH0 + "irqAffinity: {}}]"));

    assertThat(rows)
        .extracting(PlannedSetting::outcome)
        .containsExactly(Outcome.Applied, Outcome.Immutable, Outcome.Failed, Outcome.Applied);
    assertThat(rows.get(2).message()).contains("ENOSPC").contains("/proc/irq/42/");
  }

  /** A sequence as of arch/x86/kernel/apic/vector.c: moves of a test's own interrupts just work. */
  @Test
  void anInterruptThatCannotMoveForAMomentIsMovedInTheSamePass() throws IOException {
    files.refusesAtFirst("/proc/irq/41/", Errno.ENOSPC, Errno.EBUSY, Errno.EAGAIN);
    files.refusesAtFirst("/proc/irq/42/", Errno.EBUSY);

    List<PlannedSetting> rows = pass(tuning("t", ETH0 + "irqAffinity: {}}]"));

    assertThat(rows).extracting(PlannedSetting::outcome).containsOnly(Outcome.Applied);
    assertThat(files.writes).isEqualTo(4 + 3 + 1);
    assertThat(node.text("/proc/irq/41/smp_affinity_list")).isEqualTo("2");
  }

  @Test
  void whatIsRefusedForGoodIsNotTriedAgainAndWhatFailedIs() throws IOException {
    files.refuses("/proc/irq/41/", Errno.EPERM);
    files.refuses("/proc/irq/42/", Errno.EBUSY);
    NodeTuning tuning = tuning("t", ETH0 + "irqAffinity: {}}]");
    pass(tuning);
    int tried = files.writes;

    List<PlannedSetting> rows = pass(tuning);

    assertThat(rows.get(1).outcome()).isEqualTo(Outcome.Immutable);
    assertThat(files.writes).as("four attempts").isEqualTo(tried + 4);
    files.refusals.clear();
    assertThat(pass(tuning).get(2).outcome()).isEqualTo(Outcome.Applied);
  }

  @Test
  void refusedReadingIsAnOutcome() throws IOException {
    files.unreadable("/proc/irq/40/", Errno.EIO);

    PlannedSetting row = pass(tuning("t", ETH0 + "irqAffinity: {}}]")).getFirst();

    assertThat(row.outcome()).isEqualTo(Outcome.Failed);
    assertThat(kernel.files().read("/proc/irq/40/smp_affinity_list"))
        .isInstanceOf(Reading.Refused.class);
  }
}
