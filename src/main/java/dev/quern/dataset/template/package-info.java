/**
 * Question templates: the required form of an answer, and the JSON Schema of a custom format.
 * Imports {@code dataset}, {@code error}, {@code root}.
 */
@NullMarked
package dev.quern.dataset.template;

import org.jspecify.annotations.NullMarked;
