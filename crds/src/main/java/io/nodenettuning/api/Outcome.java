package io.nodenettuning.api;

import io.nodenettuning.api.schema.Doc;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What became of a setting. The order is that of badness, from good to bad. */
public enum Outcome {
  @Doc("as wished before we came; not written")
  AlreadySet(NodeClass.ready),
  @Doc("written and read back as expected")
  Applied(NodeClass.ready),
  @Doc("the kernel took it but keeps something else")
  Constrained(NodeClass.ready),
  @Doc("another tuning with higher priority set this place")
  Overridden(NodeClass.ready),
  @Doc("would be written: Audit, hold, or a plan")
  Planned(NodeClass.ready),
  @Doc("tunings of equal priority, or two rules of one, disagree")
  Conflict(NodeClass.incomplete),
  @Doc("the tuning asks for something that comes to nothing on this node")
  Unresolved(NodeClass.incomplete),
  @Doc("it exists but the kernel refuses for good")
  Immutable(NodeClass.incomplete),
  @Doc("this kernel, driver or device has no such thing")
  Unsupported(NodeClass.incomplete),
  @Doc("was as wished, is not now, and is not being corrected")
  Drifted(NodeClass.drifted),
  @Doc("put back after a guarded change failed its probe")
  RolledBack(NodeClass.failing),
  @Doc("put back again and again; left alone until back-off ends")
  Contended(NodeClass.failing),
  @Doc("the kernel refused; will be retried")
  Failed(NodeClass.failing),
  @Doc("cannot be set yet")
  Pending(NodeClass.pending);

  private final NodeClass nodeClass;

  Outcome(NodeClass nodeClass) {
    this.nodeClass = nodeClass;
  }

  /** The class that a node with such a setting falls into, unless another setting is worse. */
  public NodeClass nodeClass() {
    return nodeClass;
  }

  /** Counts without those of outcomes that a tolerant reader did not know: it leaves a null key. */
  static @Nullable Map<Outcome, Integer> known(@Nullable Map<Outcome, Integer> counts) {
    if (counts == null || counts.keySet().stream().allMatch(Objects::nonNull)) {
      return counts;
    }
    var known = new EnumMap<Outcome, Integer>(Outcome.class);
    counts.forEach((outcome, count) -> {
      if (outcome != null) {
        known.put(outcome, count);
      }
    });
    return known;
  }
}
