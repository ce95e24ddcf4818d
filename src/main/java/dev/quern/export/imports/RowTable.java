package dev.quern.export.imports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table that rows are imported into: its statements, and a row as their values. */
interface RowTable {

  /**
   * Sets what all kinds of rows have beside their text, in a row {@code e}, to what a record has:
   * {@code r} as it is, {@code n} as a row. As with an edit, another text has no warnings of the
   * old one. The ids of another origin are taken by a row that has such, and not by one that was
   * made here.
   *
   * @param sameText the condition that the text stays as it was
   */
  static String beside(String sameText) {
    return """
        tags = coalesce(n.tags, '{}'),
        warnings = case when %s or e.warnings <> n.warnings then coalesce(n.warnings, '{}') else '{}' end,
        note = n.note, confirmed = coalesce(n.confirmed, e.confirmed), language = n.language,
        imported = nullif(coalesce(e.imported, '{}') || coalesce(r -> 'imported', '{}')
            || case when jsonb_exists(e.imported, 'id') then coalesce(r -> 'origin', '{}') else '{}' end, '{}'),
        update_at = now()
        """
        .formatted(sameText);
  }

  String name();

  /** The expression over columns that identifies equal rows, as in the table's index. */
  String hash();

  /** The content of a row, as {@link #hashed} makes a hash of it. */
  String content(Map<String, @Nullable Object> row);

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
      String projectId, Map<String, @Nullable Object> row, @Nullable String imported, long micros);

  /**
   * The statement that changes a row, with {@link #changes} as JSON and its id as parameters. A
   * column that the changes leave out keeps its value.
   */
  String update();

  /** The columns that a record can change. */
  List<String> columns();

  /** The columns that the record has, of those that it can change. */
  default Map<String, @Nullable Object> changes(Map<String, @Nullable Object> row) {
    Map<String, @Nullable Object> changes = new LinkedHashMap<>(row);
    changes.keySet().retainAll(columns());
    return changes;
  }

  /**
   * Finds the other rows that the row needs.
   *
   * @throws dev.quern.export.format.RefusedRecordException when one is missing
   */
  default void prepare(ImportRun run, Map<String, @Nullable Object> row) {}

  static String[] texts(Map<String, @Nullable Object> row, String name) {
    return row.get(name) instanceof List<?> list
        ? list.stream().map(String::valueOf).toArray(String[]::new)
        : new String[0];
  }

  static @Nullable String json(Map<String, @Nullable Object> row, String name) {
    Object value = row.get(name);
    return value == null ? null : RowStore.json(value);
  }
}
