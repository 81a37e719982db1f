package io.nodenettuning.api;

/** Receive flow steering: the flow table of every receive queue. */
public record Rfs(FlowCount flowCount) {}
