/**
 * Question templates: what form an answer is to have, and the JSON Schema of a custom format.
 * Imports {@code dataset}, {@code error}, {@code root}.
 */
@NullMarked
package dev.quern.dataset.template;

import org.jspecify.annotations.NullMarked;
