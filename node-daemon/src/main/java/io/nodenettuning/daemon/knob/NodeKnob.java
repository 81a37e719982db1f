package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.Revision;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.Nic;
import java.util.List;
import java.util.stream.Stream;

/** A knob of the node as a whole or of its CPUs. */
public non-sealed interface NodeKnob extends Knob {

  /** What a tuning asks; nothing when it does not name this knob. */
  List<Wish> wishes(Revision revision, Context context);

  /** Its settings that are lost when the queues of an interface are made anew. */
  default Stream<Setting> ofQueues(Nic nic, Facts facts) {
    return Stream.empty();
  }
}
