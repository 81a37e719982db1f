/** Tests of the facts. */
@NullMarked
package io.nodenettuning.daemon.facts;

import org.jspecify.annotations.NullMarked;
