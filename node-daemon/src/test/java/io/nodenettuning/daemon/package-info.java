/** What tests of the daemon share. */
@NullMarked
package io.nodenettuning.daemon;

import org.jspecify.annotations.NullMarked;
