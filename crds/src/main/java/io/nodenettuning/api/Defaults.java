package io.nodenettuning.api;

import java.util.Map;
import java.util.Optional;

/**
 * What a field means that was left out. The API server fills in only the scalars at the top of a
 * spec; all else stays as the user wrote it, so that what is read back equals what was applied, and
 * readers take the value from here. The descriptions of the fields print this table.
 */
public final class Defaults {
  /** {@code spec.priority}. */
  public static final int PRIORITY = 0;

  /** {@code spec.mode}. */
  public static final Mode MODE = Mode.Enforce;

  /** {@code spec.driftPolicy}. */
  public static final DriftPolicy DRIFT_POLICY = DriftPolicy.Correct;

  /** {@code spec.releasePolicy}. */
  public static final ReleasePolicy RELEASE_POLICY = ReleasePolicy.Restore;

  /** {@code spec.paused}. */
  public static final boolean PAUSED = false;

  /** {@code ifUnsupported} of an interface rule. */
  public static final IfUnsupported IF_UNSUPPORTED = IfUnsupported.Report;

  /** {@code irqAffinity.distribution}. */
  public static final Distribution DISTRIBUTION = Distribution.OneCpuPerQueue;

  /** {@code rps.mode}. */
  public static final RpsMode RPS_MODE = RpsMode.Enabled;

  /** {@code cpus}, wherever it may be left out. */
  public static final CpuSetSpec CPUS = CpuSetSpec.DEFAULT;

  /** {@code numa} of a CPU set. */
  public static final NumaPolicy NUMA = NumaPolicy.Any;

  /** {@code smt} of a CPU set. */
  public static final SmtPolicy SMT = SmtPolicy.Any;

  /** {@code isolated} of a CPU set. */
  public static final IsolatedPolicy ISOLATED = IsolatedPolicy.Exclude;

  /** {@code exclusive} of a CPU set. */
  public static final ExclusivePolicy EXCLUSIVE = ExclusivePolicy.Include;

  /** {@code xps.distribution}. */
  public static final XpsDistribution XPS_DISTRIBUTION = XpsDistribution.Spread;

  private static final Map<Class<? extends Record>, Map<String, Object>> BY_FIELD =
      Map.of(
          NodeNetTuningSpec.class,
          Map.of(
              "priority", PRIORITY,
              "mode", MODE,
              "driftPolicy", DRIFT_POLICY,
              "releasePolicy", RELEASE_POLICY,
              "paused", PAUSED),
          InterfaceRule.class,
          Map.of("ifUnsupported", IF_UNSUPPORTED),
          IrqAffinity.class,
          Map.of("cpus", CPUS, "distribution", DISTRIBUTION),
          Rps.class,
          Map.of("cpus", CPUS, "mode", RPS_MODE),
          Xps.class,
          Map.of("cpus", CPUS, "distribution", XPS_DISTRIBUTION),
          CpuPowerRule.class,
          Map.of("cpus", CPUS),
          Housekeeping.class,
          Map.of("cpus", CPUS),
          CpuSetSpec.class,
          Map.of("numa", NUMA, "smt", SMT, "isolated", ISOLATED, "exclusive", EXCLUSIVE));

  private Defaults() {}

  /**
   * The default of a field.
   *
   * @param type the record of the API that has the field
   * @param field the field's name
   * @return the value that readers use when the field was left out, or nothing when there is none
   */
  public static Optional<Object> of(Class<?> type, String field) {
    return Optional.ofNullable(BY_FIELD.getOrDefault(type, Map.of()).get(field));
  }
}
