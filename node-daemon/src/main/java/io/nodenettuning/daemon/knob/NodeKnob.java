package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.Revision;
import java.util.List;

/** A knob of the node as a whole or of its CPUs. */
public non-sealed interface NodeKnob extends Knob {

  /** What a tuning asks; nothing when it does not name this knob. */
  List<Wish> wishes(Revision revision, Context context);
}
