/** Benchmarks of the whole daemon, beside what they are compared with. */
@NullMarked
package io.nodenettuning.bench;

import org.jspecify.annotations.NullMarked;
