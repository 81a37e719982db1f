package io.nodenettuning.daemon.cli;

import io.nodenettuning.api.NodeClass;
import io.nodenettuning.daemon.agent.Report;
import io.nodenettuning.daemon.agent.ReportSink;
import io.nodenettuning.daemon.plan.PlannedSetting;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what changed since the last report: the counts, and each reason why something is not. */
final class LoggedReports implements ReportSink {
  private static final Logger LOG = LoggerFactory.getLogger(LoggedReports.class);

  /** Why settings are not as wished. */
  private record Reason(String outcome, String message) {}

  private Map<String, Integer> counts = Map.of();
  private Set<Reason> reasons = Set.of();

  @Override
  public void report(Report report) {
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
