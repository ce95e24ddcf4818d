/**
 * The table {@code project} and the prompts that a project uses instead of the built-in ones.
 * Imports {@code dataset}, {@code error}, {@code root}, {@code transaction}.
 */
@NullMarked
package dev.quern.dataset.project;

import org.jspecify.annotations.NullMarked;
