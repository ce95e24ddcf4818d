/**
 * Reads what clients send: parameters, uploads, JSON Merge Patch, strict JSON. Imports {@code
 * dataset.project}, {@code dataset.warning}, {@code document}, {@code document.charset}, {@code
 * document.image}, {@code document.store}, {@code error}, {@code home}, {@code pipeline.intake},
 * {@code root}.
 */
@NullMarked
package dev.quern.api.request;

import org.jspecify.annotations.NullMarked;
