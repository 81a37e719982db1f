/** The API of NodeNetTuning: both custom resources as immutable records. */
@NullMarked
package io.nodenettuning.api;

import org.jspecify.annotations.NullMarked;
