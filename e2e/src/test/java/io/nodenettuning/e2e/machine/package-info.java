/** This machine: its programs, this checkout, and what {@code lab/prepare} made. */
@NullMarked
package io.nodenettuning.e2e.machine;

import org.jspecify.annotations.NullMarked;
