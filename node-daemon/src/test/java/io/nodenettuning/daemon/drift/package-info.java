@NullMarked
package io.nodenettuning.daemon.drift;

import org.jspecify.annotations.NullMarked;
