package dev.quern.error;

import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one field of a request.
 *
 * @param field the field's name as the client wrote it, with its path where it is nested: {@code
 *     steps[1].task_type}
 * @param message what is wrong and what would be right, in words that follow the field's name
 */
public record FieldError(String field, String message) {

  private static final int MAX_QUOTED = 100;

  /** The value is none of those that the field takes, or is missing where it must not be. */
  public static FieldError oneOf(String field, @Nullable Object value, Collection<?> known) {
    String all = joined(known);
    return new FieldError(
        field,
        value == null
            ? "is required and must be one of " + all
            : "'" + Excerpt.of(value.toString(), MAX_QUOTED) + "' is none of " + all);
  }

  /** No field of that name is taken. */
  public static FieldError unknown(String field, Collection<?> known) {
    return new FieldError(
        field,
        known.isEmpty()
            ? "is no field here"
            : "is no field here; the fields are: " + joined(known));
  }

  private static String joined(Collection<?> known) {
    return known.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  /** The same error seen from an object that holds this one in the field {@code parent}. */
  public FieldError under(String parent) {
    return new FieldError(field.isEmpty() ? parent : parent + "." + field, message);
  }
}
