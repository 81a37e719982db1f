/** Tunings from files: read strictly, every mistake told with its file, line and field. */
@NullMarked
package io.nodenettuning.daemon.cli.source;

import org.jspecify.annotations.NullMarked;
