package io.nodenettuning.api;

import io.nodenettuning.api.schema.Doc;

/** How transmit queues share the CPUs that send. */
public enum XpsDistribution {
  @Doc(
      "each CPU sends through one queue, that of its own interrupt, of its core or of its NUMA node where there is one")
  Spread,
  @Doc(
      "each queue has one CPU, the next queue the next, cores before siblings; other CPUs choose a queue by hash")
  OneCpuPerQueue
}
