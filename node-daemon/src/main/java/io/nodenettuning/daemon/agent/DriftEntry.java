package io.nodenettuning.daemon.agent;

import io.nodenettuning.daemon.plan.FoundDrift;
import java.time.Instant;

/**
 * A drift as it is remembered.
 *
 * @param drift what changed
 * @param time when it was noticed
 * @param origin who or what changed it; may be known better later
 */
public record DriftEntry(FoundDrift drift, Instant time, Origin origin) {}
