package io.nodenettuning.daemon.agent;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.plan.PlannedSetting;
import io.nodenettuning.daemon.plan.Step;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A line for each pass that wrote; none where nothing but what failed before was tried, and failed
 * again. For one thread.
 */
final class WriteLog {
  private static final Logger LOG = LoggerFactory.getLogger(WriteLog.class);

  private final Set<String> failing = new HashSet<>();

  /** Tells of the writes of a pass, by its rows as they ended. */
  void tell(List<Step> steps, List<PlannedSetting> rows) {
    Set<String> failed = new HashSet<>();
    for (PlannedSetting row : rows) {
      if (row.outcome() == Outcome.Failed) {
        failed.add(row.id());
      }
    }
    if (isNews(steps, failed)) {
      LOG.atInfo()
          .addKeyValue("writes", steps.size())
          .addKeyValue("failed", failed.size())
          .log("settings written");
    }
  }

  /**
   * Whether anything came of the writes that is not known.
   *
   * @param failed ids of settings that failed
   */
  boolean isNews(List<Step> steps, Set<String> failed) {
    boolean news = false;
    for (Step step : steps) {
      String id = step.setting().id();
      if (failed.contains(id)) {
        news |= failing.add(id);
      } else {
        failing.remove(id);
        news = true;
      }
    }
    return news;
  }
}
