/**
 * Separated values: their separator, quotes and header, by the consistency of columns. Imports
 * nothing of Quern.
 */
@NullMarked
package dev.quern.document.table;

import org.jspecify.annotations.NullMarked;
