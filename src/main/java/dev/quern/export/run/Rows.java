package dev.quern.export.run;

import dev.quern.export.format.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The selection of rows, as the parameters of {@code sql/export-*.sql}; a null parameter matches
 * everything.
 */
public record Rows(Kind kind, Map<String, @Nullable Object> parameters) {

  /** The same rows without the columns that only some formats need. */
  public Rows plain() {
    return with("detail", false);
  }

  /** The same with another value of a parameter. */
  public Rows with(String parameter, @Nullable Object value) {
    Map<String, @Nullable Object> changed = new HashMap<>(parameters);
    changed.put(parameter, value);
    return new Rows(kind, changed);
  }

  /** A list as one parameter, separated by commas; null for none. */
  public static @Nullable String ids(@Nullable List<String> ids) {
    return ids == null || ids.isEmpty() ? null : String.join(",", ids);
  }
}
