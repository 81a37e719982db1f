package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.Revision;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.kernel.Kernel;
import io.nodenettuning.daemon.kernel.Reading;
import java.util.List;
import java.util.Optional;

/**
 * The node's flow table of receive flow steering: {@code net.core.rps_sock_flow_entries} ({@code
 * Documentation/networking/scaling.rst}). It exists in the initial network namespace only; the
 * kernel rounds up to a power of two, and writing the size it has wipes the table.
 */
public final class RfsTableKnob extends CountKnob implements NodeKnob {
  private static final String PATH = "/proc/sys/net/core/rps_sock_flow_entries";
  private static final String ID = "sysctl:net.core.rps_sock_flow_entries";

  private final Setting setting = new Setting(ID, ID, this, "", PATH);

  @Override
  public String name() {
    return "sysctl";
  }

  @Override
  public List<Wish> wishes(Revision revision, Context context) {
    Integer entries = revision.rpsSockFlowEntries();
    return entries == null
        ? List.of()
        : List.of(
            new Wish(setting, "rpsSockFlowEntries", new Wish.To(new Value.Count(entries), "")));
  }

  /** The table's size now, 0 where there is none. */
  public static long current(Kernel kernel) {
    if (!(kernel.files().read(PATH) instanceof Reading.Text text)) {
      return 0;
    }
    try {
      return Long.parseLong(text.value().strip());
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** The size that the kernel makes of a wished one. */
  public static long rounded(long entries) {
    return powerOfTwoUp(entries);
  }

  @Override
  public Optional<Setting> find(String key, Facts facts) {
    return key.equals(ID) ? Optional.of(setting) : Optional.empty();
  }

  @Override
  String missing(Setting setting) {
    return "the flow table does not exist here: " + SysctlKnob.INITIAL_ONLY;
  }

  @Override
  public Expectation expect(Setting setting, Value desired, Facts facts) {
    return roundedUp(desired);
  }
}
