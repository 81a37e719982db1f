package io.nodenettuning.api;

/** Nodes of a tuning by class. */
public record NodeCounts(
    int selected,
    int eligible,
    int updated,
    int ready,
    int pending,
    int drifted,
    int incomplete,
    int failing,
    int unavailable,
    int unknown,
    int planned) {}
