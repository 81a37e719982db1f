/** Tests of the API server as source and sink. */
@NullMarked
package io.nodenettuning.daemon.cluster;

import org.jspecify.annotations.NullMarked;
