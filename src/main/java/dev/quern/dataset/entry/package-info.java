/**
 * The table {@code dataset_entry}: a question with its answer, chain of thought, evidence and
 * evaluation. Imports {@code dataset}, {@code dataset.question}, {@code error}, {@code root}.
 */
@NullMarked
package dev.quern.dataset.entry;

import org.jspecify.annotations.NullMarked;
