/** Tunings and facts to desired settings; settings and observations to a plan. */
@NullMarked
package io.nodenettuning.daemon.plan;

import org.jspecify.annotations.NullMarked;
