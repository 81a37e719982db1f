/**
 * The API server as source of tunings and sink of reports. The only package of the daemon that
 * knows the Kubernetes client, so that a leaner one could take its place.
 */
@NullMarked
package io.nodenettuning.daemon.cluster;

import org.jspecify.annotations.NullMarked;
