/** Tests of the loop. */
@NullMarked
package io.nodenettuning.daemon.agent;

import org.jspecify.annotations.NullMarked;
