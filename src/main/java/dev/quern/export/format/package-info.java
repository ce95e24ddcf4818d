/**
 * Converts rows to records of trainers, and records back to rows. Pure functions. Imports {@code
 * dataset.conversation}, {@code root}.
 */
@NullMarked
package dev.quern.export.format;

import org.jspecify.annotations.NullMarked;
