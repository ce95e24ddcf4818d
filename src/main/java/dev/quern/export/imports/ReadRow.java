package dev.quern.export.imports;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row that was read.
 *
 * @param line of its record
 * @param file in a zip, the file of it
 */
record ReadRow(Map<String, @Nullable Object> columns, long line, @Nullable String file) {

  @Nullable String text(String column) {
    return (String) columns.get(column);
  }
}
