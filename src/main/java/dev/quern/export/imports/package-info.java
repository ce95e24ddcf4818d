/**
 * Files of records taken in again, ours and others', row for row. Imports {@code
 * dataset.conversation}, {@code error}, {@code export.file}, {@code export.format}, {@code
 * export.run}, {@code export.run.split}, {@code root}.
 */
@NullMarked
package dev.quern.export.imports;

import org.jspecify.annotations.NullMarked;
