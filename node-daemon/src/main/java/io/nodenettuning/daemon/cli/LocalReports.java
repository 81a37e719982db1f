package io.nodenettuning.daemon.cli;

import io.nodenettuning.api.NodeClass;
import io.nodenettuning.daemon.agent.Report;
import io.nodenettuning.daemon.agent.ReportSink;
import io.nodenettuning.daemon.plan.NodeTuning;
import io.nodenettuning.daemon.plan.PlannedSetting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a node tells at home: logs what changed since the last report, the counts and each reason
 * why something is not as wished; and keeps the tunings and what drifted for {@code status} and
 * {@code watch}.
 */
final class LocalReports implements ReportSink {
  private static final Logger LOG = LoggerFactory.getLogger(LocalReports.class);

  /** Why settings are not as wished. */
  private record Reason(String outcome, String message) {}

  private final Path folder;
  private List<NodeTuning> tunings = List.of();
  private Map<String, Integer> counts = Map.of();
  private Set<Reason> reasons = Set.of();
  private final DriftLog earlier;
  private DriftLog drifts;
  private List<String> blind = List.of();

  /**
   * Reports at home.
   *
   * @param folder where tunings are kept
   */
  LocalReports(Path folder) {
    this.folder = folder;
    this.earlier = earlier(folder);
    this.drifts = earlier;
  }

  private static DriftLog earlier(Path folder) {
    try {
      return DriftLog.read(folder);
    } catch (IOException e) {
      LOG.atWarn().setCause(e).log("earlier drifts cannot be read: they are forgotten");
      return DriftLog.EMPTY;
    }
  }

  @Override
  public void report(Report report) {
    keep(report.assignment().tunings());
    keepDrifts(report);
    log(report);
  }

  private void keepDrifts(Report report) {
    DriftLog now = DriftLog.of(report, earlier);
    for (String reason : now.blind()) {
      if (!blind.contains(reason)) {
        LOG.atWarn().addKeyValue("reason", reason).log("drift events missing");
      }
    }
    blind = now.blind();
    if (now.equals(drifts)) {
      return;
    }
    try {
      now.save(folder);
      drifts = now;
    } catch (IOException e) {
      LOG.atWarn().setCause(e).log("drifts cannot be kept: 'nnt watch' shows none");
    }
  }

  private void keep(List<NodeTuning> now) {
    if (now.equals(tunings)) {
      return;
    }
    try {
      AppliedTunings.save(folder, now);
      tunings = now;
    } catch (IOException e) {
      LOG.atWarn().setCause(e).log("tunings cannot be kept: 'nnt status' shows others");
    }
  }

  private void log(Report report) {
    Map<String, Integer> now = new TreeMap<>();
    Map<Reason, PlannedSetting> bad = new HashMap<>();
    for (PlannedSetting setting : report.settings()) {
      now.merge(setting.outcome().name(), 1, Integer::sum);
      if (setting.outcome().nodeClass() != NodeClass.ready) {
        bad.putIfAbsent(new Reason(setting.outcome().name(), setting.message()), setting);
      }
    }
    bad.forEach((reason, first) -> {
      if (!reasons.contains(reason)) {
        LOG.atWarn()
            .addKeyValue("outcome", reason.outcome())
            .addKeyValue("setting", first.id())
            .addKeyValue("tuning", first.tuning())
            .addKeyValue("message", reason.message())
            .log("not as wished");
      }
    });
    if (!now.equals(counts)) {
      var line = LOG.atInfo();
      for (Map.Entry<String, Integer> count : now.entrySet()) {
        line = line.addKeyValue(count.getKey(), count.getValue());
      }
      line.log("settings");
    }
    counts = now;
    reasons = new HashSet<>(bad.keySet());
  }
}
