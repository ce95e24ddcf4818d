/**
 * <<<<<<< HEAD What all tables of rows share: paged queries, filters, JSON columns. ======= What
 * all tables of rows share: paged queries, filters, JSON columns. >>>>>>> ops Imports {@code
 * dataset.warning}, {@code error}, {@code root}. Imports {@code dataset.warning}, {@code error},
 * {@code root}.
 */
@NullMarked
package dev.quern.dataset;

import org.jspecify.annotations.NullMarked;
