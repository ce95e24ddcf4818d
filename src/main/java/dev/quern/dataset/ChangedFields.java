package dev.quern.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.Json;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Compares the fields of a row before and after an edit. */
public final class ChangedFields {

  private static final Pattern ELEMENT = Pattern.compile("(\\w+)\\[(\\d{1,9})]");

  private ChangedFields() {}

  /**
   * Whether a field, by its name in JSON and a path behind it, is another than it was; of a list of
   * texts, one that was not in it. What stays is not checked again: imports take longer texts than
   * people may write.
   */
  public static Predicate<String> between(Object before, Object after) {
    JsonNode was = Json.SNAKE_CASE.valueToTree(before);
    JsonNode is = Json.SNAKE_CASE.valueToTree(after);
    return path -> {
      Matcher element = ELEMENT.matcher(path);
      if (element.matches()) {
        JsonNode now = is.path(element.group(1)).path(Integer.parseInt(element.group(2)));
        return StreamSupport.stream(was.path(element.group(1)).spliterator(), false)
            .noneMatch(now::equals);
      }
      String field = path.split("[\\[.]", 2)[0];
      return !was.path(field).equals(is.path(field));
    };
  }
}
