package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.InterfaceRule;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.Nic;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A knob of network interfaces. */
public non-sealed interface NicKnob extends Knob {

  /**
   * What the rule asks of an interface that it matches; nothing when it does not name this knob.
   */
  List<Wish> wishes(InterfaceRule rule, Nic nic, Context context);

  /**
   * Where a value of this knob is on an interface.
   *
   * @param leaf the last part of its id, such as {@code rx-0}
   * @return the file's path or the knob's own name of it; nothing where it is not there now
   */
  Optional<String> attribute(Nic nic, String leaf);

  /** Whether a rule for a bond means the bond's members: where the setting is of their hardware. */
  default boolean isOfMembers() {
    return true;
  }

  /** Its settings on the queues of an interface, which are lost when those are made anew. */
  default Stream<Setting> ofQueues(Nic nic) {
    return Stream.empty();
  }

  /** The id of its setting on an interface. */
  default String id(Nic nic, String leaf) {
    return name() + ":" + nic.name() + "/" + leaf;
  }

  /** The setting of this knob on an interface. */
  default Setting setting(Nic nic, String leaf) {
    return new Setting(
        id(nic, leaf),
        name() + ":" + nic.identity() + "/" + leaf,
        this,
        nic.name(),
        attribute(nic, leaf).orElse(""));
  }

  @Override
  default Optional<Setting> find(String key, Facts facts) {
    String place = key.substring(name().length() + 1);
    int slash = place.lastIndexOf('/');
    String identity = place.substring(0, slash);
    String leaf = place.substring(slash + 1);
    return facts.nics().stream()
        .filter(nic -> nic.identity().equals(identity))
        .filter(nic -> attribute(nic, leaf).isPresent())
        .map(nic -> setting(nic, leaf))
        .findFirst();
  }
}
