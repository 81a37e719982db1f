package io.nodenettuning.api;

/** A tuning that a node was handed, at one revision. */
public record AssignedTuning(String uid, String name, String revision, Integer priority) {}
