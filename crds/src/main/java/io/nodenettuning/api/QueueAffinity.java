package io.nodenettuning.api;

/** The CPUs of one queue's interrupt, as an exception from the rule's distribution. */
public record QueueAffinity(QueueRole role, Integer queue, CpuSetSpec cpus) {}
