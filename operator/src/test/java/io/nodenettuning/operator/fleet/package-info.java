/** Tests of views and judgements of nodes. */
@NullMarked
package io.nodenettuning.operator.fleet;

import org.jspecify.annotations.NullMarked;
