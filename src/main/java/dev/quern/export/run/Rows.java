package dev.quern.export.run;

import dev.quern.dataset.WhereClause;
import dev.quern.export.format.Kind;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The selection of rows.
 *
 * @param where the conditions, with parameters as Camel names them
 * @param parameters of the conditions, and of {@code sql/export-*.sql} around them
 */
public record Rows(Kind kind, String where, Map<String, @Nullable Object> parameters) {

  /**
   * @param others the parameters of the statement around the conditions
   */
  public static Rows of(Kind kind, WhereClause where, Map<String, @Nullable Object> others) {
    Map<String, @Nullable Object> parameters = new HashMap<>(where.values());
    parameters.putAll(others);
    return new Rows(kind, where.sql().replaceAll(":(?=\\w)", ":?"), parameters);
  }

  /** The same rows without the columns that only some formats need. */
  public Rows plain() {
    Map<String, @Nullable Object> changed = new HashMap<>(parameters);
    changed.put("detail", false);
    return new Rows(kind, where, changed);
  }
}
