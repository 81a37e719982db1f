package io.nodenettuning.daemon.agent;

import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.Nic;
import io.nodenettuning.daemon.facts.QueueInterrupt;
import io.nodenettuning.daemon.kernel.Kernel;
import io.nodenettuning.daemon.knob.Setting;
import io.nodenettuning.daemon.plan.Refusal;
import io.nodenettuning.daemon.plan.Retries;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which interfaces are no longer what they were: what they refused then they may not refuse now.
 * What happened before this process is told by comparing a device once with what it was when it
 * refused; from then on each change is seen. For one thread.
 */
final class Renewals implements Retries {

  /** What a driver makes of an interface. */
  private record Shape(
      boolean up,
      @Nullable String driver,
      List<Integer> rxQueues,
      List<Integer> txQueues,
      List<QueueInterrupt> interrupts) {

    static Shape of(Nic nic) {
      return new Shape(nic.up(), nic.driver(), nic.rxQueues(), nic.txQueues(), nic.interrupts());
    }
  }

  private final Retries comparing;
  private final Set<Setting> compared = new HashSet<>();
  private Map<String, Shape> known = new HashMap<>();
  private final Set<String> renewed = new HashSet<>();

  Renewals(Kernel kernel) {
    this.comparing = Retries.comparing(kernel);
  }

  /** Looks at the interfaces for those that changed since the last look. */
  void look(Facts facts) {
    Map<String, Shape> now = new HashMap<>();
    for (Nic nic : facts.nics()) {
      Shape shape = Shape.of(nic);
      Shape before = known.get(nic.identity());
      now.put(nic.identity(), shape);
      if (before != null && !before.equals(shape)) {
        renewed.add(nic.name());
      }
    }
    known = now;
  }

  /** True until {@link #forget}: a pass may look twice, and a held node is not written. */
  @Override
  public boolean isDue(Setting setting, Refusal refusal) {
    if (compared.add(setting) && comparing.isDue(setting, refusal)) {
      renewed.add(setting.device());
    }
    return renewed.contains(setting.device());
  }

  /** Takes in interfaces that changed in another way. */
  void add(Set<String> names) {
    renewed.addAll(names);
  }

  /** What they refused was tried again. */
  void forget() {
    renewed.clear();
  }
}
