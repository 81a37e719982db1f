package io.nodenettuning.daemon.apply;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.api.ReleasePolicy;
import io.nodenettuning.daemon.plan.Held;
import io.nodenettuning.daemon.plan.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The journal's lines: fields with tabs between them. {@code boot}, then {@code keep} and {@code
 * drop} lines; a line without its newline does not count.
 */
final class JournalLines {
  private static final String NULL = "\\0";

  /** Of a kept record. */
  private static final int FIELDS = 14;

  /** The same with what device refused, which earlier versions did not keep. */
  private static final int FIELDS_WITH_MAKEUP = 15;

  private JournalLines() {}

  static void boot(StringBuilder out, String bootId) {
    line(out, "boot", bootId);
  }

  static void keep(StringBuilder out, Held held) {
    Refusal refusal = held.refusal();
    fields(
        out,
        "keep",
        held.key(),
        held.id(),
        held.original(),
        held.desired(),
        held.readBack(),
        Boolean.toString(held.written()),
        held.tuningUid(),
        held.tuning(),
        held.rule(),
        held.releasePolicy().name(),
        held.drifted(),
        refusal == null ? null : refusal.outcome().name(),
        refusal == null ? "" : refusal.message());
    if (refusal != null && !refusal.makeup().isEmpty()) {
      out.append('\t');
      escape(out, refusal.makeup());
    }
    out.append('\n');
  }

  static void drop(StringBuilder out, String key) {
    line(out, "drop", key);
  }

  private static void line(StringBuilder out, String... fields) {
    fields(out, fields);
    out.append('\n');
  }

  private static void fields(StringBuilder out, @Nullable String... fields) {
    for (int i = 0; i < fields.length; i++) {
      if (i > 0) {
        out.append('\t');
      }
      escape(out, fields[i]);
    }
  }

  private static void escape(StringBuilder out, @Nullable String field) {
    if (field == null) {
      out.append(NULL);
      return;
    }
    if (field.indexOf('\\') < 0 && field.indexOf('\t') < 0 && field.indexOf('\n') < 0) {
      out.append(field);
      return;
    }
    out.append(field.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n"));
  }

  /** What is held at the end of these lines; nothing when they are of another boot. */
  static Map<String, Held> replay(String text, String bootId) {
    Map<String, Held> held = new LinkedHashMap<>();
    boolean thisBoot = false;
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      @Nullable String[] fields = fields(text.substring(start, end));
      start = end + 1;
      if ("boot".equals(fields[0])) {
        thisBoot = bootId.equals(fields[1]);
      } else if (thisBoot && "keep".equals(fields[0]) && isRecord(fields)) {
        Held record = record(fields);
        held.put(record.key(), record);
      } else if (thisBoot && "drop".equals(fields[0])) {
        held.remove(present(fields[1]));
      }
    }
    return held;
  }

  private static boolean isRecord(@Nullable String[] fields) {
    return fields.length == FIELDS || fields.length == FIELDS_WITH_MAKEUP;
  }

  private static Held record(@Nullable String[] fields) {
    return new Held(
        present(fields[1]),
        present(fields[2]),
        present(fields[3]),
        fields[4],
        fields[5],
        Boolean.parseBoolean(fields[6]),
        present(fields[7]),
        present(fields[8]),
        present(fields[9]),
        ReleasePolicy.valueOf(present(fields[10])),
        fields[11],
        refusal(fields));
  }

  private static @Nullable Refusal refusal(@Nullable String[] fields) {
    return fields[12] == null
        ? null
        : new Refusal(
            Outcome.valueOf(fields[12]),
            present(fields[13]),
            fields.length == FIELDS ? "" : present(fields[14]));
  }

  private static String present(@Nullable String field) {
    if (field == null) {
      throw new IllegalStateException("a field of the journal that is always written is missing");
    }
    return field;
  }

  private static @Nullable String[] fields(String line) {
    String[] escaped = line.split("\t", -1);
    @Nullable String[] fields = new @Nullable String[escaped.length];
    for (int i = 0; i < escaped.length; i++) {
      fields[i] = escaped[i].equals(NULL) ? null : unescape(escaped[i]);
    }
    return fields;
  }

  private static String unescape(String field) {
    if (field.indexOf('\\') < 0) {
      return field;
    }
    StringBuilder out = new StringBuilder(field.length());
    boolean escaped = false;
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      if (escaped) {
        out.append(c == 't' ? '\t' : c == 'n' ? '\n' : c);
        escaped = false;
      } else if (c == '\\') {
        escaped = true;
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
