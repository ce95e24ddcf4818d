package dev.quern.export.imports;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table that rows are imported into: its statements, and a row as their values. */
interface RowTable {

  String name();

  /** The expression over columns that identifies equal rows, as in the table's index. */
  String hash();

  /** The content of a row, as {@link #hashed} makes a hash of it. */
  String content(Map<String, Object> row);

  /** The hashed expression for a content {@code c}. */
  default String hashed() {
    return "c";
  }

  /** An additional condition on existing rows. */
  default String live() {
    return "";
  }

  String insert();

  @Nullable Object[] values(
      String projectId, Map<String, Object> row, @Nullable String imported, long micros);

  String update();

  @Nullable Object[] changes(Map<String, Object> row, String id);

  /**
   * Finds the other rows that the row needs.
   *
   * @throws dev.quern.export.format.RefusedRecordException when one is missing
   */
  default void prepare(ImportRun run, Map<String, Object> row) {}

  static String[] texts(Map<String, Object> row, String name) {
    return row.get(name) instanceof List<?> list
        ? list.stream().map(String::valueOf).toArray(String[]::new)
        : new String[0];
  }

  static @Nullable String json(Map<String, Object> row, String name) {
    Object value = row.get(name);
    return value == null ? null : RowStore.json(value);
  }

  /** Null if the row has no value, so that the existing value stays. */
  static String @Nullable [] textsOrNull(Map<String, Object> row, String name) {
    return row.containsKey(name) ? texts(row, name) : null;
  }
}
