/**
 * Validates requests against {@code config/openapi.yaml}: the document, the validator, the limits
 * of bodies. Imports {@code api.problem}, {@code api.request}, {@code error}, {@code root}.
 */
@NullMarked
package dev.quern.api.contract;

import org.jspecify.annotations.NullMarked;
