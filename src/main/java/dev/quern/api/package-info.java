/**
 * REST under {@code /api}, by feature; {@code config/openapi.yaml} is its contract. Imports nothing
 * of Quern.
 */
@NullMarked
package dev.quern.api;

import org.jspecify.annotations.NullMarked;
