package io.nodenettuning.daemon.cli.recording;

import io.nodenettuning.api.CpuPowerRule;
import io.nodenettuning.api.CpuSetSpec;
import io.nodenettuning.api.Distribution;
import io.nodenettuning.api.FlowCount;
import io.nodenettuning.api.InterfaceMatch;
import io.nodenettuning.api.InterfaceRule;
import io.nodenettuning.api.IrqAffinity;
import io.nodenettuning.api.IsolatedPolicy;
import io.nodenettuning.api.Mode;
import io.nodenettuning.api.Revision;
import io.nodenettuning.api.Rfs;
import io.nodenettuning.api.Rps;
import io.nodenettuning.api.Sysctl;
import io.nodenettuning.api.SysctlValue;
import io.nodenettuning.daemon.facts.CpuPolicy;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.plan.NodeTuning;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A tuning that asks for something of every knob on every device: a plan of it reads them all. */
final class EveryKnob {
  private static final CpuSetSpec ALL_CPUS =
      new CpuSetSpec(null, null, null, null, null, IsolatedPolicy.Include);

  private EveryKnob() {}

  static NodeTuning tuning(Facts facts) {
    return new NodeTuning("recording", "recording", 0, "", new NodeTuning.Understood(all(facts)));
  }

  private static Revision all(Facts facts) {
    return new Revision(
        Mode.Audit,
        null,
        null,
        List.of(interfaces()),
        1,
        facts.policies().stream()
            .filter(policy -> !policy.governors().isEmpty())
            .map(EveryKnob::governor)
            .toList(),
        Arrays.stream(Sysctl.values())
            .collect(Collectors.toMap(Sysctl::key, sysctl -> new SysctlValue(sysctl.min()))));
  }

  private static InterfaceRule interfaces() {
    return new InterfaceRule(
        "all",
        new InterfaceMatch(null, List.of("*"), null, null, null),
        new IrqAffinity(ALL_CPUS, Distribution.AllCpus, null),
        new Rps(null, ALL_CPUS),
        new Rfs(new FlowCount(1)),
        Map.of("rx-gro", true),
        null);
  }

  private static CpuPowerRule governor(CpuPolicy policy) {
    return new CpuPowerRule(
        policy.name(),
        new CpuSetSpec(policy.related().list(), null, null, null, null, IsolatedPolicy.Include),
        policy.governors().getFirst());
  }
}
