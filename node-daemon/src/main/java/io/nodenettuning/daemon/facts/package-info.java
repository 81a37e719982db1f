/**
 * What this node has: CPU topology, network interfaces, queues, interrupts and cpufreq policies.
 */
@NullMarked
package io.nodenettuning.daemon.facts;

import org.jspecify.annotations.NullMarked;
