package io.nodenettuning.api;

/** How queues share the CPUs of a set. */
public enum Distribution {
  /** Each queue has one CPU; queue after queue takes the next, cores before siblings. */
  OneCpuPerQueue,
  /** Every queue has all CPUs of the set. */
  AllCpus
}
