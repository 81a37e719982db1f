package io.nodenettuning.operator.event;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a tuning.
 *
 * @param reason what kind of thing
 * @param note what, for people
 * @param incident names it: the same incident is told once, whoever notices it and how often
 * @param node the node that it happened on, if it is about one
 */
public record Occurrence(EventReason reason, String note, String incident, @Nullable String node) {}
