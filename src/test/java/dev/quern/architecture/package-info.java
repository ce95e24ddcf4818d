/**
 * Holds the tree to its own rules: which package imports which, what route files look like and
 * name, and what belongs to a task type. May look at every class, route and prompt.
 */
@NullMarked
package dev.quern.architecture;

import org.jspecify.annotations.NullMarked;
