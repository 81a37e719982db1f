package io.nodenettuning.daemon.agent;

import io.nodenettuning.api.Limits;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.Nic;
import io.nodenettuning.daemon.facts.NodeCapabilities;
import io.nodenettuning.daemon.plan.PlannedSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What became of a pass.
 *
 * @param assignment what was to be done
 * @param facts the node
 * @param settings a row for every setting that a tuning names
 * @param unmatchedRules rules by the tuning's uid that match no interface here
 * @param drifts the last drifts, the newest first
 * @param driftsTotal all drifts since the daemon started
 * @param driftsByTuning the same by the tuning's uid
 * @param writes all writes to the kernel since the daemon started
 * @param irqbalance why irqbalance moves interrupts that a tuning steers; null where it runs not,
 *     or has them banned
 * @param blind what changes of the node are not noticed at once, each with the reason
 * @param capabilities what the node and its {@linkplain #interfaces interfaces} can be set to
 */
public record Report(
    Assignment assignment,
    Facts facts,
    List<PlannedSetting> settings,
    Map<String, List<String>> unmatchedRules,
    List<DriftEntry> drifts,
    long driftsTotal,
    Map<String, Long> driftsByTuning,
    long writes,
    @Nullable String irqbalance,
    List<String> blind,
    NodeCapabilities capabilities) {

  /** The same after some of its settings were looked at again, and with what is known by now. */
  Report updated(
      List<PlannedSetting> lookedAt,
      Drifts known,
      long written,
      List<String> blindNow,
      NodeCapabilities capabilitiesNow) {
    return new Report(
        assignment,
        facts,
        replaced(lookedAt),
        unmatchedRules,
        known.latest(),
        known.total(),
        known.byTuning(),
        written,
        irqbalance,
        blindNow,
        capabilitiesNow);
  }

  /** Whether nothing of these is news. */
  boolean tells(List<PlannedSetting> rows) {
    return replaced(rows).equals(settings);
  }

  private List<PlannedSetting> replaced(List<PlannedSetting> some) {
    Map<String, List<PlannedSetting>> byId =
        some.stream().collect(Collectors.groupingBy(PlannedSetting::id));
    if (byId.isEmpty()) {
      return settings;
    }
    List<PlannedSetting> rows = new ArrayList<>(settings);
    rows.replaceAll(row -> {
      for (PlannedSetting now : byId.getOrDefault(row.id(), List.of())) {
        if (now.isOf(row)) {
          return now;
        }
      }
      return row;
    });
    return rows;
  }

  /** Whether devices were asked what they can be set to: all that a status describes. */
  public boolean isComplete() {
    return capabilities.cover(describedInterfaces());
  }

  /** No more interfaces than a status has room for. */
  List<Nic> describedInterfaces() {
    List<Nic> all = interfaces();
    return all.subList(0, Math.min(all.size(), Limits.NICS));
  }

  /** The interfaces worth telling of. */
  public List<Nic> interfaces() {
    return interfaces(facts, settings);
  }

  /**
   * Devices on a bus and interfaces that a setting is of: a pod's interface that comes and goes is
   * no news.
   */
  static List<Nic> interfaces(Facts facts, List<PlannedSetting> settings) {
    Set<String> touched =
        settings.stream().map(row -> interfaceOf(row.id())).collect(Collectors.toUnmodifiableSet());
    return facts.nics().stream()
        .filter(nic -> nic.busAddress() != null || touched.contains(nic.name()))
        .toList();
  }

  /** The interface in a setting's id; empty where the setting is of the node. */
  private static String interfaceOf(String id) {
    int colon = id.indexOf(':');
    int slash = id.indexOf('/', colon + 1);
    return slash < 0 ? "" : id.substring(colon + 1, slash);
  }
}
