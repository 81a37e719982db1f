package io.nodenettuning.daemon.agent;

import io.nodenettuning.daemon.drift.Writer;
import io.nodenettuning.daemon.plan.FoundDrift;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The latest drifts, and the count of all since the daemon started. For one thread. */
final class DriftHistory {
  private static final Logger LOG = LoggerFactory.getLogger(DriftHistory.class);
  private static final int KEPT = 64;

  private final List<DriftEntry> latest = new ArrayList<>(KEPT + 1);
  private final Map<String, Long> byTuning = new HashMap<>();
  private long total;

  /** Remembers a drift. */
  void add(FoundDrift drift, Instant time, Origin origin) {
    total++;
    byTuning.merge(drift.tuningUid(), 1L, Long::sum);
    latest.addFirst(new DriftEntry(drift, time, origin));
    if (latest.size() > KEPT) {
      latest.removeLast();
    }
    LOG.atWarn()
        .addKeyValue("setting", drift.id())
        .addKeyValue("tuning", drift.tuning())
        .addKeyValue("from", drift.from())
        .addKeyValue("to", drift.to())
        .addKeyValue("corrected", drift.corrected())
        .addKeyValue("writer", origin)
        .log("drifted");
  }

  /** Tells of the latest drift of a setting, if nobody was seen to make it, who was heard of. */
  boolean explain(String key, Origin origin, Instant since) {
    for (ListIterator<DriftEntry> entries = latest.listIterator(); entries.hasNext(); ) {
      DriftEntry entry = entries.next();
      if (entry.drift().key().equals(key)) {
        boolean unexplained = entry.origin().yieldsTo(origin) && !entry.time().isBefore(since);
        if (unexplained) {
          entries.set(known(entry, origin));
        }
        return unexplained;
      }
    }
    return false;
  }

  /**
   * Names a writer of whom only the number was known.
   *
   * @param since numbers come again: drifts before that are somebody else's
   * @return whether one of the latest drifts is his
   */
  boolean name(Writer writer, Instant since) {
    boolean his = false;
    for (ListIterator<DriftEntry> entries = latest.listIterator(); entries.hasNext(); ) {
      DriftEntry entry = entries.next();
      Origin origin = entry.origin().named(writer);
      if (!entry.time().isBefore(since) && !origin.equals(entry.origin())) {
        entries.set(known(entry, origin));
        his = true;
      }
    }
    return his;
  }

  private static DriftEntry known(DriftEntry entry, Origin origin) {
    LOG.atInfo()
        .addKeyValue("setting", entry.drift().id())
        .addKeyValue("writer", origin)
        .log("drift explained");
    return new DriftEntry(entry.drift(), entry.time(), origin);
  }

  /** The newest first. */
  List<DriftEntry> latest() {
    return new ArrayList<>(latest);
  }

  long total() {
    return total;
  }

  /** How many by the tuning's uid. */
  Map<String, Long> byTuning() {
    return Map.copyOf(byTuning);
  }
}
