package io.nodenettuning.daemon.agent;

import io.nodenettuning.daemon.plan.FoundDrift;
import java.time.Instant;

/** A drift and when it was noticed. */
public record DriftEntry(FoundDrift drift, Instant time) {}
