package dev.quern.export.imports;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table that rows are imported into: its statements, and a row as their values. */
interface RowTable {

  String name();

  /** What rows are alike by: an expression over columns, as the table's index has it. */
  String hash();

  /** The content of a row, as {@link #hashed} makes a hash of it. */
  String content(Map<String, Object> row);

  /** What is hashed, made of a content {@code c}. */
  default String hashed() {
    return "c";
  }

  /** A condition more on rows that are there. */
  default String live() {
    return "";
  }

  String insert();

  @Nullable Object[] values(
      String projectId, Map<String, Object> row, @Nullable String imported, long micros);

  String update();

  @Nullable Object[] changes(Map<String, Object> row, String id);

  /**
   * Looks for what the row needs beside itself.
   *
   * @throws dev.quern.export.format.RefusedRecordException when it is not there
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

  /** Null where the row says nothing, so that what is there stays. */
  static String @Nullable [] textsOrNull(Map<String, Object> row, String name) {
    return row.containsKey(name) ? texts(row, name) : null;
  }
}
