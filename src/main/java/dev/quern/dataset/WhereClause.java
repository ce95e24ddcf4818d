package dev.quern.dataset;

import dev.quern.dataset.warning.WarningFilter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a list. Only the filters that were given become part of the statement: a
 * statement with "or :x is null" for each filter would get one plan for all cases, which is wrong
 * for most of them once there are 100,000 rows.
 */
public final class WhereClause {

  private static final String SEARCHED = "holds";

  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> values = new LinkedHashMap<>();

  /** A copy with the same conditions. */
  public WhereClause copy() {
    WhereClause copy = new WhereClause();
    copy.conditions.addAll(conditions);
    copy.values.putAll(values);
    return copy;
  }

  /** Adds a condition that names {@code :name}, unless the value is null or an empty collection. */
  public WhereClause and(String condition, String name, @Nullable Object value) {
    if (value == null || value instanceof Collection<?> all && all.isEmpty()) {
      return this;
    }
    conditions.add(condition);
    values.put(name, value instanceof Collection<?> all ? all.toArray(new String[0]) : value);
    return this;
  }

  /**
   * Adds "one of these holds", of the conditions whose field has ids. Where none has, no row
   * passes.
   *
   * @param alternatives conditions by field, each naming {@code :of_FIELD}
   */
  WhereClause any(Map<String, String> alternatives, Map<String, List<String>> ids) {
    List<String> any = new ArrayList<>();
    alternatives.forEach(
        (field, condition) -> {
          List<String> named = ids.getOrDefault(field, List.of());
          if (!named.isEmpty()) {
            any.add(condition);
            values.put("of_" + field, named.toArray(new String[0]));
          }
        });
    conditions.add(any.isEmpty() ? "false" : "(" + String.join(" or ", any) + ")");
    return this;
  }

  /** Adds one of two conditions; null adds none. */
  public WhereClause flag(@Nullable Boolean which, String whenTrue, String whenFalse) {
    if (which != null) {
      conditions.add(which ? whenTrue : whenFalse);
    }
    return this;
  }

  /**
   * Adds "one of these columns holds the text, ignoring case", unless there is no text. A text that
   * is too short for an index is looked for in the newest rows of the project.
   *
   * @param table the table with its alias: {@code question q}
   */
  public WhereClause contains(@Nullable String text, String table, String... columns) {
    if (text == null) {
      return this;
    }
    SearchedText searched = new SearchedText(text);
    var any = new ArrayList<String>();
    for (var column : columns) {
      any.add(column + searched.operator() + ":holds");
    }
    String condition = "(" + String.join(" or ", any) + ")";
    conditions.add(searched.hasTrigram() ? condition : SearchedText.amongNewest(table, condition));
    values.put(SEARCHED, searched.pattern());
    return this;
  }

  /** Adds a filter on the column of warnings. */
  public WhereClause warned(String column, WarningFilter filter) {
    String some = column + " <> '{}' and ";
    return and(some + ":warning = any(" + column + ")", "warning", filter.name())
        .flag(filter.excluded() ? true : null, column + " = '{}'", "");
  }

  /** Whether rows are searched for a text, which costs more than to read them. */
  boolean isSearch() {
    return values.containsKey(SEARCHED);
  }

  public String sql() {
    return "where " + String.join(" and ", conditions);
  }

  public Map<String, Object> values() {
    return values;
  }
}
