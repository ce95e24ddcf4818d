/**
 * Datasets as files that trainers read, and back: what REST and finished pipelines call. Imports
 * {@code dataset}, {@code dataset.conversation}, {@code dataset.entry}, {@code dataset.image},
 * {@code dataset.warning}, {@code error}, {@code export.bundle}, {@code export.file}, {@code
 * export.format}, {@code export.hub}, {@code export.imports}, {@code export.run}, {@code home},
 * {@code root}.
 */
@NullMarked
package dev.quern.export;

import org.jspecify.annotations.NullMarked;
