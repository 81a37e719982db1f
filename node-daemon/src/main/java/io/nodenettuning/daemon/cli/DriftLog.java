package io.nodenettuning.daemon.cli;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nodenettuning.api.ApiJson;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.agent.DriftEntry;
import io.nodenettuning.daemon.agent.Report;
import io.nodenettuning.daemon.plan.PlannedSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a running daemon found changed, kept beside the journal for {@code status} and {@code
 * watch}.
 *
 * @param drifts the latest, the newest first
 * @param contended settings that are left alone for a while, by id, with the reason
 * @param blind what it does not notice at once or cannot name, each with the reason; not told by
 *     daemons before it was
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record DriftLog(
    List<Entry> drifts,
    Map<String, String> contended,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> blind) {
  static final String FILE = "drift.json";
  private static final int KEPT = 64;
  static final DriftLog EMPTY = new DriftLog(List.of(), Map.of(), List.of());

  /**
   * A drift.
   *
   * @param time when it was noticed, ISO 8601
   * @param setting the setting's id
   * @param tuning whose it is
   * @param from what it was and should be
   * @param to what it was found to be
   * @param corrected whether it was put back
   * @param writer who changed it, as far as known
   * @param advice what to do about a writer that is known, or an empty text
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Entry(
      String time,
      String setting,
      String tuning,
      @Nullable String from,
      @Nullable String to,
      boolean corrected,
      String writer,
      String advice) {

    static Entry of(DriftEntry entry) {
      return new Entry(
          entry.time().toString(),
          entry.drift().id(),
          entry.drift().tuning(),
          entry.drift().from(),
          entry.drift().to(),
          entry.drift().corrected(),
          entry.origin().toString(),
          entry.origin().advice());
    }

    /** What stays when more is known of it. */
    String key() {
      return time + " " + setting;
    }
  }

  /** The same, after a report; drifts of an earlier daemon stay below its own. */
  static DriftLog of(Report report, DriftLog earlier) {
    Map<String, String> contended = new TreeMap<>();
    for (PlannedSetting row : report.settings()) {
      if (row.outcome() == Outcome.Contended) {
        contended.put(row.id(), row.message());
      }
    }
    return new DriftLog(
        Stream.concat(report.drifts().stream().map(Entry::of), earlier.drifts().stream())
            .limit(KEPT)
            .toList(),
        contended,
        report.blind());
  }

  /** Keeps it, whole or not at all. */
  void save(Path folder) throws IOException {
    Path next = folder.resolve(FILE + ".new");
    Files.write(next, json().writeValueAsBytes(this));
    Files.move(
        next,
        folder.resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** Reads it; empty where no daemon found anything since the node booted. */
  static DriftLog read(Path folder) throws IOException {
    try {
      return json().readValue(Files.readAllBytes(folder.resolve(FILE)), DriftLog.class);
    } catch (NoSuchFileException e) {
      return EMPTY;
    }
  }

  private static ObjectMapper json() {
    return ApiJson.tolerant();
  }
}
