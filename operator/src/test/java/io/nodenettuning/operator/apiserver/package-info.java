/** The operator against a real API server, under the role that ships. */
@NullMarked
package io.nodenettuning.operator.apiserver;

import org.jspecify.annotations.NullMarked;
