/**
 * Imports files of records, from Quern and from elsewhere, row by row. Imports {@code
 * dataset.conversation}, {@code error}, {@code export.file}, {@code export.format}, {@code
 * export.run}, {@code export.run.split}, {@code home}, {@code root}.
 */
@NullMarked
package dev.quern.export.imports;

import org.jspecify.annotations.NullMarked;
