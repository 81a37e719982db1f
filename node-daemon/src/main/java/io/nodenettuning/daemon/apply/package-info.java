/** Carries a plan out: journal of originals, writes, verification, release. */
@NullMarked
package io.nodenettuning.daemon.apply;

import org.jspecify.annotations.NullMarked;
