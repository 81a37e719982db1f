/** The Helm chart: what it renders, what it refuses, and what a real API server says to it. */
@NullMarked
package io.nodenettuning.e2e.chart;

import org.jspecify.annotations.NullMarked;
