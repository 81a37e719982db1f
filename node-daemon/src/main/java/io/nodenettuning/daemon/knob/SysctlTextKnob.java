package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.api.Sysctl;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.kernel.Errno;
import java.util.StringJoiner;
import java.util.StringTokenizer;

/**
 * Network sysctls that are words or several numbers, whatever blanks are between them.
 *
 * <p>{@code flow_limit_table_len} ({@code flow_limit_table_len_sysctl} in {@code
 * net/core/sysctl_net_core.c}) is the length of tables that are made later, when a CPU's bit in
 * {@code flow_limit_cpu_bitmap} is set: so it is written before that.
 */
public final class SysctlTextKnob extends FileKnob implements SysctlKnob {

  @Override
  public boolean has(Sysctl.Form form) {
    return form instanceof Sysctl.Text;
  }

  @Override
  public Wish.To value(Sysctl sysctl, String text, Facts facts) {
    Sysctl.Text form = (Sysctl.Text) sysctl.form();
    if (!text.strip().matches(form.regex())) {
      throw new IllegalArgumentException("want %s, got \"%s\"".formatted(form.want(), text));
    }
    return new Wish.To(
        read(text),
        sysctl == Sysctl.FLOW_LIMIT_TABLE_LEN
            ? "a CPU whose bit in net.core.flow_limit_cpu_bitmap is set keeps the table it has"
            : "");
  }

  /** A queueing discipline's module is looked for when its name is written. */
  @Override
  Outcome refusal(Errno errno) {
    if (errno.equals(Errno.ENOENT)) {
      return Outcome.Unsupported;
    }
    return errno.equals(Errno.EINVAL) ? Outcome.Unresolved : super.refusal(errno);
  }

  @Override
  String reason(Setting setting, Errno errno) {
    return errno.equals(Errno.ENOENT) && setting.id().endsWith(Sysctl.DEFAULT_QDISC.key())
        ? "this kernel has no queueing discipline of that name"
        : "";
  }

  @Override
  String missing(Setting setting) {
    return SysctlKnob.whyMissing(setting);
  }

  @Override
  public Value parse(String text) {
    return read(text);
  }

  @Override
  Value read(String text) {
    StringJoiner words = new StringJoiner(" ");
    StringTokenizer tokens = new StringTokenizer(text);
    while (tokens.hasMoreTokens()) {
      words.add(tokens.nextToken());
    }
    return new Value.Word(words.toString());
  }

  @Override
  String format(Value value) {
    return value.text();
  }
}
