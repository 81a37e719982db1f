/** Tests of recordings. */
@NullMarked
package io.nodenettuning.daemon.cli.recording;

import org.jspecify.annotations.NullMarked;
