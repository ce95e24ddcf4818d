/**
 * Files of records: JSON Lines, a JSON list, CSV, written and read as streams. Imports {@code
 * export.format}, {@code root}.
 */
@NullMarked
package dev.quern.export.file;

import org.jspecify.annotations.NullMarked;
