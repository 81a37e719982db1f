/** Captures what facts and plans read of a node, so that it can be planned for elsewhere. */
@NullMarked
package io.nodenettuning.daemon.cli.recording;

import org.jspecify.annotations.NullMarked;
