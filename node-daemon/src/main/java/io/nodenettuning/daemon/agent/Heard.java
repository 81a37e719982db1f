package io.nodenettuning.daemon.agent;

import io.nodenettuning.daemon.drift.Writer;
import java.util.Map;
import java.util.Set;

/**
 * What was heard between two looks of who may have changed what.
 *
 * @param writers who wrote, by the path of the file
 * @param events what happened, by the name of the device; by an empty text what happened to CPUs
 */
record Heard(Map<String, Set<Writer>> writers, Map<String, Origin> events) {}
