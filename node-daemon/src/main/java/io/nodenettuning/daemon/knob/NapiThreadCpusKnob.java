package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.InterfaceRule;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.facts.CpuSelection;
import io.nodenettuning.daemon.facts.CpuSet;
import io.nodenettuning.daemon.facts.Nic;
import io.nodenettuning.daemon.kernel.Errno;
import io.nodenettuning.daemon.kernel.Kernel;
import io.nodenettuning.daemon.kernel.NapiThreads.NapiThread;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The CPUs of the kernel threads that poll a device, sched_setaffinity(2): one setting for all of
 * them. Threads that the kernel makes anew may run anywhere and are placed again.
 */
public final class NapiThreadCpusKnob implements NicKnob {
  private static final String LEAF = "thread-cpus";

  @Override
  public String name() {
    return "napi";
  }

  @Override
  public List<Wish> wishes(InterfaceRule rule, Nic nic, Context context) {
    if (rule.napi() == null || rule.napi().threadCpus() == null) {
      return List.of();
    }
    CpuSelection selection = context.cpus(Objects.requireNonNull(rule.napi().threadCpus()), nic);
    return List.of(
        new Wish(
            setting(nic, LEAF),
            rule.name(),
            Asks.cpus(selection, chosen -> new Value.Cpus(chosen.cpus()))));
  }

  @Override
  public Optional<String> attribute(Nic nic, String leaf) {
    return leaf.equals(LEAF) ? Optional.of(LEAF) : Optional.empty();
  }

  @Override
  public Map<Setting, Observation> observe(Kernel kernel, Collection<Setting> settings) {
    Map<Setting, Observation> observations = new LinkedHashMap<>();
    for (Setting setting : settings) {
      List<NapiThread> threads = kernel.napiThreads().of(setting.device());
      observations.put(
          setting,
          threads.isEmpty()
              ? new Observation.Missing(
                  Outcome.Pending, setting.device() + " has no threads: softirqs poll it")
              : seen(threads));
    }
    return observations;
  }

  private static Observation seen(List<NapiThread> threads) {
    Value value = value(threads);
    return new Observation.Seen(value, value, threads.stream().anyMatch(t -> !t.placed()), "");
  }

  private static Value value(List<NapiThread> threads) {
    List<CpuSet> masks = threads.stream().map(thread -> CpuSet.of(thread.cpus())).toList();
    return masks.stream().distinct().count() == 1
        ? new Value.Cpus(masks.getFirst())
        : new Value.CpusOfEach(masks);
  }

  @Override
  public Map<Setting, Effect> write(Kernel kernel, Map<Setting, Value> values) {
    Map<Setting, Effect> effects = new LinkedHashMap<>();
    values.forEach((setting, value) -> effects.put(setting, write(kernel, setting, value)));
    return effects;
  }

  private static Effect write(Kernel kernel, Setting setting, Value value) {
    List<NapiThread> threads = kernel.napiThreads().of(setting.device());
    for (int i = 0; i < threads.size(); i++) {
      Optional<Errno> refused =
          kernel.napiThreads().place(threads.get(i), mask(value, i, threads.size()).bits());
      // One that ended meanwhile needs no place.
      if (refused.isPresent() && !refused.get().equals(Errno.ESRCH)) {
        return new Effect.Refused(
            Outcome.Failed,
            "placing thread %d of %s: %s"
                .formatted(threads.get(i).pid(), setting.device(), refused.get()));
      }
    }
    List<NapiThread> placed = kernel.napiThreads().of(setting.device());
    return new Effect.ReadBack(placed.isEmpty() ? value : value(placed));
  }

  /** The mask of one of so many threads; all masks together where there are not as many. */
  private static CpuSet mask(Value value, int thread, int threads) {
    List<CpuSet> masks = masks(value);
    return masks.size() == threads
        ? masks.get(thread)
        : masks.stream().reduce(CpuSet.NONE, CpuSet::union);
  }

  private static List<CpuSet> masks(Value value) {
    return switch (value) {
      case Value.Cpus cpus -> List.of(cpus.cpus());
      case Value.CpusOfEach each -> each.masks();
      case Value.Within _, Value.Count _, Value.Word _, Value.Toggle _ ->
          throw new IllegalArgumentException(value.text());
    };
  }

  @Override
  public Value parse(String text) {
    List<CpuSet> masks = new ArrayList<>();
    Stream.of(text.split(Value.CpusOfEach.SEPARATOR))
        .forEach(list -> masks.add(CpuSet.parseList(list)));
    return masks.size() == 1 ? new Value.Cpus(masks.getFirst()) : new Value.CpusOfEach(masks);
  }
}
