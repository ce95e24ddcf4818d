package dev.quern.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.Json;
import java.util.function.Predicate;

/** Compares the fields of a row before and after an edit. */
public final class ChangedFields {

  private ChangedFields() {}

  /**
   * Whether a field, by its name in JSON and a path behind it, is another than it was. What stays
   * is not checked again: imports take longer texts than people may write.
   */
  public static Predicate<String> between(Object before, Object after) {
    JsonNode was = Json.SNAKE_CASE.valueToTree(before);
    JsonNode is = Json.SNAKE_CASE.valueToTree(after);
    return path -> {
      String field = path.split("[\\[.]", 2)[0];
      return !was.path(field).equals(is.path(field));
    };
  }
}
