/**
 * REST of rows: chunks, questions, entries, conversations, image entries, exports. Imports {@code
 * api}, {@code api.request}, {@code dataset}, {@code dataset.chunk}, {@code dataset.conversation},
 * {@code dataset.entry}, {@code dataset.image}, {@code dataset.lineage}, {@code dataset.project},
 * {@code dataset.question}, {@code dataset.template}, {@code error}, {@code export}, {@code
 * export.hub}, {@code export.run}, {@code root}.
 */
@NullMarked
package dev.quern.api.dataset;

import org.jspecify.annotations.NullMarked;
