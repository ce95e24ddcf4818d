/**
 * REST under {@code /api}, by feature; {@code config/openapi.yaml} is its contract. Imports {@code
 * api.request}, {@code dataset.project}, {@code export}, {@code export.imports}.
 */
@NullMarked
package dev.quern.api;

import org.jspecify.annotations.NullMarked;
