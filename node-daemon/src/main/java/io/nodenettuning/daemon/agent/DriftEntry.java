package io.nodenettuning.daemon.agent;

import io.nodenettuning.daemon.plan.FoundDrift;
import java.time.Instant;

/**
 * A drift as it is remembered.
 *
 * @param number of this daemon's drifts, from 1
 * @param drift what changed
 * @param time when it was noticed
 * @param origin who or what changed it; may be known better later
 */
public record DriftEntry(long number, FoundDrift drift, Instant time, Origin origin) {}
