package io.nodenettuning.daemon.facts;

import io.nodenettuning.api.CpuSetSpec;
import io.nodenettuning.api.NumaPolicy;
import java.util.HashMap;
import java.util.Map;

/** What CPU sets come to on a node; the same one is resolved once. For one thread. */
public final class CpuSelections {
  private static final int ANY_NODE = -1;

  private record Question(CpuSetSpec spec, int numaNode) {}

  private final Cpus cpus;
  private final Map<Question, CpuSelection> answers = new HashMap<>();

  /** Of the CPUs of a node. */
  public CpuSelections(Cpus cpus) {
    this.cpus = cpus;
  }

  /** Resolves a set as {@link CpuSelection#of} does. */
  public CpuSelection of(CpuSetSpec spec, int numaNode) {
    return answers.computeIfAbsent(
        new Question(spec, spec.numa() == NumaPolicy.Local ? numaNode : ANY_NODE),
        question -> CpuSelection.of(question.spec(), cpus, question.numaNode()));
  }
}
