/**
 * On which side of a split a document lies, so that no near-duplicate is on both. Imports {@code
 * export.format}.
 */
@NullMarked
package dev.quern.export.run.split;

import org.jspecify.annotations.NullMarked;
