package io.nodenettuning.api;

import io.nodenettuning.api.schema.Doc;

/** How queues share the CPUs of a set. */
public enum Distribution {
  @Doc("each queue has one CPU, the next queue the next, cores before siblings")
  OneCpuPerQueue,
  @Doc("every queue has all CPUs of the set")
  AllCpus
}
