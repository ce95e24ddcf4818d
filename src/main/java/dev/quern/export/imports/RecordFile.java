package dev.quern.export.imports;

import dev.quern.export.file.FileForm;
import dev.quern.export.format.RecordFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file of records, alone or in a zip.
 *
 * @param name its path in the zip; null alone
 * @param columns the names in the format of columns that have others in the file
 */
record RecordFile(
    @Nullable String name,
    RecordFormat format,
    FileForm form,
    FileForm.Source source,
    Map<String, String> columns) {

  /** The record with the names of the format. */
  Map<String, @Nullable Object> named(Map<String, @Nullable Object> record) {
    Map<String, @Nullable Object> named = new LinkedHashMap<>(record);
    named.keySet().removeAll(columns.keySet());
    columns.forEach(
        (column, name) -> {
          if (record.containsKey(column)) {
            named.put(name, record.get(column));
          }
        });
    return named;
  }
}
