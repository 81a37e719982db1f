package io.nodenettuning.daemon.knob;

import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.kernel.Kernel;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One kind of setting. A knob has no state: it says what rules ask for, and how a value is read,
 * predicted and written. It is a {@link NicKnob} or a {@link NodeKnob}.
 */
public sealed interface Knob permits NicKnob, NodeKnob {

  /** The first part of its settings' ids, and its label in metrics. */
  String name();

  /** Whether writing it can interrupt traffic. */
  default boolean disruptive() {
    return false;
  }

  /**
   * Whether writing it can make the queues and vectors of a device anew: their settings are
   * recorded before, and looked at again after.
   */
  default boolean remakesQueues() {
    return false;
  }

  /**
   * Whether a wish for it can make what other settings are of: those are looked at again after. Its
   * release makes nothing.
   */
  default boolean makesOthers() {
    return false;
  }

  /** Whether its originals come back before all others, which may take away what it needs. */
  default boolean releasedFirst() {
    return false;
  }

  /**
   * Whether reading it takes the kernel's network lock or disturbs another CPU: then it is read
   * seldom, or with cause.
   */
  default boolean slow() {
    return false;
  }

  /**
   * Its settings whose reading disturbs CPUs that somebody isolated. Of a slow knob these are read
   * only where something tells that they may have changed, and not because time has passed.
   */
  default Set<Setting> disturbing(Facts facts) {
    return Set.of();
  }

  /** Another file whose writing can change a setting of this knob. */
  default Optional<String> changedBy(Setting setting) {
    return Optional.empty();
  }

  /**
   * Whether what it is of comes and goes with the state, queues and features of a device: what the
   * kernel refused is tried again when those change.
   */
  default boolean comesWithDevice() {
    return false;
  }

  /** Reads {@link Value#text()} of one of its values. */
  Value parse(String text);

  /** Finds a setting again by its {@link Setting#key()}; nothing where it is gone. */
  Optional<Setting> find(String key, Facts facts);

  /** Reads settings; they come together so that a device is asked once. */
  Map<Setting, Observation> observe(Kernel kernel, Collection<Setting> settings);

  /** Predicts what the kernel will show after the value was written: by default that value. */
  default Expectation expect(Setting setting, Value desired, Facts facts) {
    return new Expectation.Shows(desired, "");
  }

  /** Writes settings and reads them back; they come together so that a device is asked once. */
  Map<Setting, Effect> write(Kernel kernel, Map<Setting, Value> values);
}
