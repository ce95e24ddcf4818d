package dev.quern.export.imports;

import dev.quern.Ids;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A table that rows are imported into: its statements, and a row as their values. */
interface RowTable {

  /**
   * By what rows come into the table.
   *
   * @param table its name
   * @param hash the expression over columns that identifies equal rows, as in the table's index
   * @param columns those that a record can set, in the order of the insert
   * @param insert stores a row: its id, its project, the columns, what else was imported as JSON,
   *     and its time in microseconds are the parameters
   * @param update changes a row: the columns to change as JSON, and its id are the parameters; a
   *     column that is left out keeps its value
   */
  record Statements(
      String table, String hash, List<String> columns, String insert, String update) {}

  /** The last columns of each insert. */
  List<String> COMMON = List.of("tags", "warnings", "note", "confirmed", "language");

  /** Columns that are arrays of texts. */
  Set<String> TEXTS = Set.of("tags", "warnings");

  /** Columns that are JSON. */
  Set<String> DOCUMENTS = Set.of("evaluation", "evidence", "messages");

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

  /** These columns, and those that all kinds of rows have beside their text. */
  static List<String> columns(String... own) {
    return Stream.concat(Stream.of(own), COMMON.stream()).toList();
  }

  Statements statements();

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

  /** The parameters of the insert. */
  default @Nullable Object[] values(
      String projectId, Map<String, @Nullable Object> row, @Nullable String imported, long micros) {
    List<@Nullable Object> values = new ArrayList<>(List.of(Ids.next(), projectId));
    for (String column : statements().columns()) {
      values.add(value(row, column));
    }
    values.add(imported);
    values.add(micros);
    return values.toArray();
  }

  /** The columns that the record has, of those that it can set. */
  default Map<String, @Nullable Object> changes(Map<String, @Nullable Object> row) {
    Map<String, @Nullable Object> changes = new LinkedHashMap<>(row);
    changes.keySet().retainAll(statements().columns());
    return changes;
  }

  /**
   * Finds the other rows that the row needs.
   *
   * @throws dev.quern.export.format.RefusedRecordException when one is missing
   */
  default void prepare(ImportRun run, Map<String, @Nullable Object> row) {}

  private static @Nullable Object value(Map<String, @Nullable Object> row, String column) {
    Object value = row.get(column);
    if (TEXTS.contains(column)) {
      return value instanceof List<?> list
          ? list.stream().map(String::valueOf).toArray(String[]::new)
          : new String[0];
    }
    return value != null && DOCUMENTS.contains(column) ? RowStore.json(value) : value;
  }
}
