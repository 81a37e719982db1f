/** The loop that ties facts, plan and apply together; one thread decides. */
@NullMarked
package io.nodenettuning.daemon.agent;

import org.jspecify.annotations.NullMarked;
