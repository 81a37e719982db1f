package io.nodenettuning.daemon.knob;

import static io.nodenettuning.daemon.Tunings.tuning;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.FolderNode;
import io.nodenettuning.daemon.facts.CpuSet;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.Interrupt;
import io.nodenettuning.daemon.facts.Nic;
import io.nodenettuning.daemon.plan.NodeTuning;
import io.nodenettuning.daemon.plan.PlannedSetting;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HousekeepingKnobsTest extends KnobCase {
  private static final String DEFAULT = "/proc/irq/default_smp_affinity";
  private static final String WORKQUEUES = "/sys/devices/virtual/workqueue/cpumask";
  private static final NodeTuning MOVE =
      tuning("t", "housekeeping: {interrupts: Move, unboundWorkqueues: Move}");

  @BeforeEach
  void files() {
    node().file(DEFAULT, "ff");
    node().file(WORKQUEUES, "ff");
    affinity(9, "0-7");
    affinity(50, "0-7");
    affinity(51, "3");
    affinity(52, "6-7");
  }

  private void affinity(int irq, String list) {
    node().file("/proc/irq/" + irq + "/smp_affinity_list", list);
  }

  private String affinity(int irq) {
    return node().text("/proc/irq/" + irq + "/smp_affinity_list");
  }

  private Facts facts() {
    Facts facts = node().facts();
    return new Facts(
        facts.node(),
        facts.kernelRelease(),
        facts.bootId(),
        facts.cpus(),
        facts.nics(),
        facts.policies(),
        facts.parameters(),
        false,
        List.of(
            new Interrupt(9, "acpi", Interrupt.Kind.Movable),
            new Interrupt(16, "ehci_hcd:usb1,i801_smbus", Interrupt.Kind.Shared),
            new Interrupt(50, "virtio2-config", Interrupt.Kind.Movable),
            new Interrupt(51, "nvme0q0", Interrupt.Kind.Movable),
            new Interrupt(52, "xhci_hcd", Interrupt.Kind.Movable),
            new Interrupt(60, "nvme0q1", Interrupt.Kind.Managed),
            new Interrupt(61, "nvme0q2", Interrupt.Kind.Managed)));
  }

  @Test
  void otherWorkGoesToTheCpusThatAreNotIsolatedAndBack() {
    Rows rows = apply(facts(), List.of(MOVE));

    assertThat(rows.of("housekeeping:default-smp-affinity").outcome()).isEqualTo(Outcome.Applied);
    assertThat(node().text(DEFAULT)).isEqualTo("3f");
    assertThat(node().text(WORKQUEUES)).isEqualTo("3f");
    assertThat(affinity(9)).isEqualTo("0-5");
    assertThat(affinity(52)).isEqualTo("0-5");
    assertThat(apply(facts(), List.of(MOVE)).all())
        .as("a second time nothing is written")
        .noneMatch(row -> row.outcome() == Outcome.Planned);

    apply(facts(), List.of());
    assertThat(node().text(DEFAULT)).isEqualTo("ff");
    assertThat(node().text(WORKQUEUES)).isEqualTo("ff");
    assertThat(affinity(9)).isEqualTo("0-7");
    assertThat(affinity(52)).isEqualTo("6-7");
  }

  @Test
  void whatIsOnOneHousekeepingCpuStaysThere() {
    PlannedSetting row = plan(facts(), MOVE).of("housekeeping:irq/nvme0q0");

    assertThat(row.outcome()).isEqualTo(Outcome.AlreadySet);
    apply(facts(), List.of(MOVE));
    assertThat(affinity(51)).isEqualTo("3");

    affinity(51, "4");
    assertThat(apply(facts(), List.of(MOVE)).of("housekeeping:irq/nvme0q0").outcome())
        .as("moved by a balancer among them")
        .isEqualTo(Outcome.AlreadySet);
    affinity(51, "6");
    assertThat(apply(facts(), List.of(MOVE)).of("housekeeping:irq/nvme0q0").outcome())
        .as("moved to an isolated one")
        .isEqualTo(Outcome.Applied);
    assertThat(affinity(51)).isEqualTo("0-5");
  }

  @Test
  void offlineCpusInAMaskMakeNoDifference() {
    Value within = new Value.Within(CpuSet.parseList("0-5"), CpuSet.parseList("8-11"));

    assertThat(new Value.Cpus(CpuSet.parseList("2,8-11")).sameAs(within)).isTrue();
    assertThat(new Value.Cpus(CpuSet.parseList("8-11")).sameAs(within)).isFalse();
    assertThat(new Value.Cpus(CpuSet.parseList("2,6")).sameAs(within)).isFalse();
    assertThat(within.sameAs(new Value.Cpus(CpuSet.NONE))).isFalse();
  }

  @Test
  void whatTheKernelManagesIsToldOfOnceAndDoesNotCount() {
    Rows rows = plan(facts(), MOVE);

    PlannedSetting managed = rows.of("housekeeping:managed-interrupts");
    assertThat(managed.outcome()).isEqualTo(Outcome.Immutable);
    assertThat(managed.message())
        .isEqualTo("2 managed by the kernel, which keeps them where they are: nvme0q1, nvme0q2");
    assertThat(managed.counts()).isFalse();
    assertThat(rows.of("housekeeping:shared-interrupts").message())
        .contains("ehci_hcd:usb1,i801_smbus");
    assertThat(rows.all()).noneMatch(row -> row.id().contains("irq/nvme0q1"));
  }

  @Test
  void queuesThatNoRuleSteersMoveToo() {
    Rows rows = plan(facts(), MOVE);

    assertThat(rows.of("irqAffinity:eth0/rx-2").desired()).isEqualTo("within 0-5");
    assertThat(rows.of("irqAffinity:eth0/rx-2").rule()).isEqualTo("housekeeping");
  }

  @Test
  void queuesOfARuleOfAnyTuningAreTheRules() {
    Rows rows =
        plan(
            facts(),
            tuning("keep", 10, "housekeeping: {interrupts: Move}"),
            tuning("steer", ETH0 + "irqAffinity: {cpus: {list: 6-7, isolated: Include}}}]"));

    assertThat(rows.of("irqAffinity:eth0/rx-0").desired()).isEqualTo("6");
    assertThat(rows.of("irqAffinity:eth0/rx-0").tuning()).isEqualTo("steer");
    assertThat(rows.of("irqAffinity:eth0/rx-0").outcome()).isEqualTo(Outcome.Planned);
  }

  @Test
  void aRuleThatOnlyAuditsTakesNothingAway() {
    Rows rows =
        plan(
            facts(),
            tuning("keep", "housekeeping: {interrupts: Move}"),
            tuning("look", 9, "{mode: Audit, " + ETH0 + "irqAffinity: {cpus: {list: '0'}}}]}"));

    assertThat(rows.all())
        .filteredOn(row -> row.id().equals("irqAffinity:eth0/rx-0"))
        .extracting(PlannedSetting::tuning)
        .containsExactlyInAnyOrder("keep", "look");
  }

  @Test
  void aRuleThatComesLaterKeepsTheOriginal() {
    apply(facts(), List.of(MOVE));
    assertThat(affinity(40)).isEqualTo("0-5");

    apply(facts(), List.of(MOVE, tuning("steer", ETH0 + "irqAffinity: {cpus: {list: '3'}}}]")));
    assertThat(affinity(40)).isEqualTo("3");

    apply(facts(), List.of());
    assertThat(affinity(40)).isEqualTo("0-7");
  }

  @Test
  void aRuleForTheWholeSetIsNotContentWithAPartOfIt() {
    affinity(40, "3");
    apply(facts(), List.of(MOVE));
    assertThat(affinity(40)).isEqualTo("3");

    apply(
        facts(),
        List.of(
            MOVE,
            tuning("steer", ETH0 + "irqAffinity: {cpus: {list: 0-5}, distribution: AllCpus}}]")));

    assertThat(affinity(40)).isEqualTo("0-5");
  }

  @Test
  void interruptsOfABondsMembersAreTheBondsRules() {
    Facts facts = facts();
    Nic eth0 = facts.nics().getFirst();
    Nic bond = FolderNode.bond("eth0");

    Rows rows =
        plan(
            facts.with(List.of(eth0, bond)),
            tuning(
                "t",
                "{housekeeping: {interrupts: Move}, interfaces: [{name: b, match: {names: [bond0]},"
                    + " irqAffinity: {cpus: {list: '1'}}}]}"));

    assertThat(rows.of("irqAffinity:eth0/rx-0").desired()).isEqualTo("1");
    assertThat(rows.of("irqAffinity:eth0/rx-0").outcome()).isEqualTo(Outcome.Planned);
  }

  @Test
  void whatIsToBeLeftIsLeft() {
    assertThat(
            plan(facts(), tuning("t", "housekeeping: {unboundWorkqueues: Move, interrupts: Leave}"))
                .all())
        .extracting(PlannedSetting::id)
        .containsExactly("housekeeping:workqueues");
  }

  @Test
  void aSetOfItsOwnIsTheTarget() {
    apply(facts(), List.of(tuning("t", "housekeeping: {cpus: {list: 0-1}, interrupts: Move}")));

    assertThat(affinity(51)).isEqualTo("0-1");
    assertThat(node().text(DEFAULT)).isEqualTo("3");
  }
}
