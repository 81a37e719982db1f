/** Tests of single knobs. */
@NullMarked
package io.nodenettuning.daemon.knob;

import org.jspecify.annotations.NullMarked;
