package io.nodenettuning.daemon.knob;

import static io.nodenettuning.daemon.Tunings.tuning;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.FolderNode;
import io.nodenettuning.daemon.facts.CpuPolicy;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.kernel.Errno;
import io.nodenettuning.daemon.plan.PlannedSetting;
import java.util.List;
import org.junit.jupiter.api.Test;

class CpuPowerKnobsTest extends KnobCase {
  private static final List<String> PREFERENCES =
      List.of("default", "performance", "balance_performance", "balance_power", "power");

  private static String preference(int policy) {
    return FolderNode.governor(policy).replace("scaling_governor", "energy_performance_preference");
  }

  private static String latency(int cpu) {
    return "/sys/devices/system/cpu/cpu" + cpu + "/power/pm_qos_resume_latency_us";
  }

  /** The node with another frequency driver, whose policies have preferences. */
  private Facts with(String driver) {
    Facts facts = node().facts();
    facts.policies().forEach(policy -> node().file(preference(policy.number()), "balance_power"));
    return new Facts(
        facts.node(),
        facts.kernelRelease(),
        facts.bootId(),
        facts.cpus(),
        facts.nics(),
        facts.policies().stream()
            .map(policy ->
                new CpuPolicy(
                    policy.number(),
                    driver,
                    policy.related(),
                    policy.affected(),
                    policy.governors(),
                    PREFERENCES))
            .toList(),
        facts.parameters(),
        false);
  }

  private Rows plan(String driver, String rule) {
    return plan(with(driver), tuning("t", "cpuPower: [{name: dp, " + rule + "}]"));
  }

  @Test
  void aPreferenceIsSetForWholePoliciesAndSaysWhomElseItChanges() {
    Rows rows = plan("intel_pstate", "cpus: {list: 3-4}, energyPerformancePreference: performance");

    assertThat(rows.all())
        .extracting(PlannedSetting::id)
        .containsExactly("epp:policy2", "epp:policy4");
    assertThat(rows.of("epp:policy2").message())
        .isEqualTo("policy2 spans CPUs 2-3: this changes 2 too");
    assertThat(rows.of("epp:policy2").outcome()).isEqualTo(Outcome.Planned);
  }

  @Test
  void aPolicyWithoutPreferencesSaysSo() {
    PlannedSetting row =
        plan("cpuPower: [{name: dp, cpus: {list: '0'}, energyPerformancePreference: power}]")
            .of("epp:policy0");

    assertThat(row.outcome()).isEqualTo(Outcome.Unsupported);
    assertThat(row.message())
        .isEqualTo("policy0 (acpi-cpufreq) has no energy-performance preference");
  }

  @Test
  void numbersAreForDriversThatTakeThem() {
    String rule = "cpus: {list: '0'}, energyPerformancePreference: '128'";

    assertThat(plan("intel_pstate", rule).of("epp:policy0").outcome()).isEqualTo(Outcome.Planned);
    PlannedSetting amd = plan("amd-pstate-epp", rule).of("epp:policy0");
    assertThat(amd.outcome()).isEqualTo(Outcome.Unsupported);
    assertThat(amd.message())
        .isEqualTo(
            "policy0 (amd-pstate-epp) has no preference 128, only default, performance,"
                + " balance_performance, balance_power, power");
  }

  @Test
  void zeroReadsBackAsPerformance() {
    PlannedSetting row =
        plan("intel_pstate", "cpus: {list: '0'}, energyPerformancePreference: '0'")
            .of("epp:policy0");

    assertThat(row.expected()).isEqualTo("performance");
  }

  @Test
  void theGovernorPerformanceLeavesNoOtherPreference() {
    Rows rows =
        plan(
            "intel_pstate",
            "cpus: {list: '0'}, governor: performance, energyPerformancePreference: power");

    assertThat(rows.of("epp:policy0").outcome()).isEqualTo(Outcome.Unresolved);
    assertThat(rows.of("epp:policy0").message())
        .isEqualTo(
            "policy0 (intel_pstate) keeps the preference performance while its governor is"
                + " performance: ask for another governor");
    assertThat(new EppKnob().refusal(Errno.EBUSY)).as("tried again").isEqualTo(Outcome.Failed);
  }

  @Test
  void thePreferenceThatTheGovernorPerformanceOverwritesIsRestored() {
    Facts facts = with("intel_pstate");

    Rows rows =
        apply(
            facts,
            List.of(
                tuning("t", "cpuPower: [{name: dp, cpus: {list: 0-1}, governor: performance}]")));
    assertThat(rows.of("epp:policy0").message()).isEqualTo("comes with the governor performance");
    assertThat(node().text(preference(0))).isEqualTo("performance");

    apply(facts, List.of());
    assertThat(node().text(FolderNode.governor(0))).isEqualTo("powersave");
    assertThat(node().text(preference(0))).isEqualTo("balance_power");
  }

  @Test
  void aGovernorOfTheKernelLeavesThePreferenceAlone() {
    assertThat(plan("intel_cpufreq", "cpus: {list: '0'}, governor: performance").all())
        .extracting(PlannedSetting::id)
        .containsExactly("governor:policy0");
  }

  @Test
  void noLatencyAtAllIsWrittenAsTheFileSpellsIt() {
    node().file(latency(2), "0");
    node().file(latency(3), "100");

    Rows rows = apply("cpuPower: [{name: dp, cpus: {list: 2-3}, resumeLatencyMicros: 0}]");

    assertThat(rows.of("latency:cpu2").desired()).isEqualTo("0");
    assertThat(rows.of("latency:cpu2").outcome()).isEqualTo(Outcome.Applied);
    assertThat(node().text(latency(2))).isEqualTo("n/a");
    assertThat(node().text(latency(3))).isEqualTo("n/a");
    assertThat(apply("cpuPower: [{name: dp, cpus: {list: 2-3}, resumeLatencyMicros: 0}]").all())
        .allMatch(row -> row.outcome() == Outcome.Applied);

    revert();
    assertThat(node().text(latency(2))).isEqualTo("0");
    assertThat(node().text(latency(3))).isEqualTo("100");
  }

  @Test
  void theFilesZeroIsAnyLatency() {
    node().file(latency(0), "0");

    PlannedSetting row =
        plan("cpuPower: [{name: dp, cpus: {list: '0'}, resumeLatencyMicros: 0}]")
            .of("latency:cpu0");

    assertThat(row.observed()).isEqualTo("any");
    assertThat(row.outcome()).isEqualTo(Outcome.Planned);
  }

  @Test
  void aLimitIsMicroseconds() {
    node().file(latency(0), "n/a");

    apply("cpuPower: [{name: dp, cpus: {list: '0'}, resumeLatencyMicros: 50}]");

    assertThat(node().text(latency(0))).isEqualTo("50");
  }

  @Test
  void isolatedCpusAreAskedForByName() {
    PlannedSetting row =
        plan("cpuPower: [{name: dp, cpus: {list: 6-7}, resumeLatencyMicros: 0}]").of("latency:dp");

    assertThat(row.outcome()).isEqualTo(Outcome.Unresolved);
    assertThat(row.message()).contains("CPUs 6-7 are isolated");
  }
}
