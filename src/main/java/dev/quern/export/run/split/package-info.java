/**
 * Assigns documents to the sides of a split, so that near-duplicates are on one side. Imports
 * {@code export.format}.
 */
@NullMarked
package dev.quern.export.run.split;

import org.jspecify.annotations.NullMarked;
