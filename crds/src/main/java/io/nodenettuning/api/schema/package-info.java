/**
 * The words in which the API's records say what is valid. The CRD generator turns them into schema
 * and CEL rules; {@link io.nodenettuning.api.schema.Validation} checks them without an API server.
 */
@NullMarked
package io.nodenettuning.api.schema;

import org.jspecify.annotations.NullMarked;
