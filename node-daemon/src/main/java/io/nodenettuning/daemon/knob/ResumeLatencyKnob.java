package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.CpuPowerRule;
import io.nodenettuning.api.CpuSetSpec;
import io.nodenettuning.api.Defaults;
import io.nodenettuning.api.Revision;
import io.nodenettuning.daemon.facts.CpuSelection;
import io.nodenettuning.daemon.facts.Facts;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Microseconds that waking a CPU may take: {@code
 * /sys/devices/system/cpu/cpuN/power/pm_qos_resume_latency_us} ({@code
 * Documentation/ABI/testing/sysfs-devices-power}). The cpuidle governors enter no idle state that
 * takes longer.
 *
 * <p>The file's {@code 0} means that any latency will do, shown as {@code any}; its {@code n/a}
 * that none will, which is 0 here and in tunings.
 */
public final class ResumeLatencyKnob extends FileKnob implements NodeKnob {
  private static final String PREFIX = "latency:cpu";
  private static final String FILE_ANY = "0";
  private static final String FILE_NONE = "n/a";
  private static final Value ANY = new Value.Word("any");
  private static final Value NONE = new Value.Count(0);

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public List<Wish> wishes(Revision revision, Context context) {
    return Objects.<List<CpuPowerRule>>requireNonNullElse(revision.cpuPower(), List.of()).stream()
        .filter(rule -> rule.resumeLatencyMicros() != null)
        .flatMap(rule -> wishes(rule, context.facts()))
        .toList();
  }

  private Stream<Wish> wishes(CpuPowerRule rule, Facts facts) {
    CpuSetSpec spec = Objects.requireNonNullElse(rule.cpus(), Defaults.CPUS);
    CpuSelection selection = CpuSelection.of(spec, facts.cpus(), -1);
    Wish.Ask ask =
        Asks.cpus(
            selection, _ -> new Value.Count(Objects.requireNonNull(rule.resumeLatencyMicros())));
    return selection instanceof CpuSelection.Chosen chosen
        ? chosen.cpus().stream().mapToObj(cpu -> new Wish(setting(cpu), rule.name(), ask))
        : Stream.of(new Wish(unnamed(rule.name()), rule.name(), ask));
  }

  private Setting setting(int cpu) {
    String id = PREFIX + cpu;
    return new Setting(
        id, id, this, "", "/sys/devices/system/cpu/cpu" + cpu + "/power/pm_qos_resume_latency_us");
  }

  /** For a rule that comes to no CPU. */
  private Setting unnamed(String rule) {
    String id = name() + ":" + rule;
    return new Setting(id, id, this, "", "");
  }

  @Override
  public Optional<Setting> find(String key, Facts facts) {
    return facts.cpus().possible().stream()
        .filter(cpu -> key.equals(PREFIX + cpu))
        .mapToObj(this::setting)
        .findFirst();
  }

  @Override
  public Value parse(String text) {
    return text.equals(ANY.text()) ? ANY : new Value.Count(Long.parseLong(text));
  }

  @Override
  Value read(String text) {
    return switch (text.strip()) {
      case FILE_ANY -> ANY;
      case FILE_NONE -> NONE;
      default -> new Value.Count(Long.parseLong(text.strip()));
    };
  }

  @Override
  String format(Value value) {
    if (value.sameAs(NONE)) {
      return FILE_NONE;
    }
    return value.sameAs(ANY) ? FILE_ANY : value.text();
  }
}
