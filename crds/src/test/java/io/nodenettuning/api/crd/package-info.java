/** Writes the CRDs from the API's records while the module is built; none of it ships. */
@NullMarked
package io.nodenettuning.api.crd;

import org.jspecify.annotations.NullMarked;
