package io.nodenettuning.daemon.plan;

import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.knob.RfsTableKnob;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What tunings came to at the last look. Most looks find a node as it was, and what tunings come to
 * on it is then known. For one thread.
 */
public final class LastResolution {
  private @Nullable Resolution last;

  /** What tunings come to on a node. */
  public Resolution resolve(List<NodeTuning> tunings, Facts facts, Circumstances circumstances) {
    Resolution before = last;
    long entries = RfsTableKnob.current(circumstances.kernel());
    Resolution now =
        before == null
            ? Resolver.resolve(tunings, facts, circumstances.held(), entries)
            : Resolver.resolveAgain(before, tunings, facts, circumstances.held(), entries);
    last = now;
    return now;
  }
}
