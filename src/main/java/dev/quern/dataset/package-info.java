/**
 * What all tables of rows share: paged queries, filters, JSON columns. Imports {@code
 * dataset.warning}, {@code error}, {@code root}.
 */
@NullMarked
package dev.quern.dataset;

import org.jspecify.annotations.NullMarked;
