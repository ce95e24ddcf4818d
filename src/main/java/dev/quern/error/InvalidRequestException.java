package dev.quern.error;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The request is invalid: a 400, or a 422 if the body names something that does not exist. */
public class InvalidRequestException extends RuntimeException {

  private final int status;
  private final transient List<FieldError> errors;

  private InvalidRequestException(int status, String message, List<FieldError> errors) {
    super(message);
    this.status = status;
    this.errors = List.copyOf(errors);
  }

  /** A 400 without a field. */
  public static InvalidRequestException of(String message) {
    return new InvalidRequestException(400, message, List.of());
  }

  /** A 400 for one field; the message continues after the field's name ("must be …"). */
  public static InvalidRequestException field(String field, String message) {
    return fields(List.of(new FieldError(field, message)));
  }

  /** A 400 for a value that is none of those that the field takes; null for a missing one. */
  public static InvalidRequestException oneOf(
      String field, @Nullable Object value, Collection<?> known) {
    return fields(List.of(FieldError.oneOf(field, value, known)));
  }

  /** A 400 for a field that is none of those that there are. */
  public static InvalidRequestException unknownField(String field, Collection<?> known) {
    return fields(List.of(FieldError.unknown(field, known)));
  }

  /** A 400 for several fields, at least one. */
  public static InvalidRequestException fields(List<FieldError> errors) {
    return new InvalidRequestException(400, sentence(errors), errors);
  }

  /**
   * A 422: the body's {@code field} names a {@code kind} that does not exist, such as "provider" or
   * "chunk of this project".
   */
  public static InvalidRequestException unknown(String field, String kind, String id) {
    return unprocessable(field, "names a " + kind + " that does not exist: '" + id + "'");
  }

  /** A 422 for one field: it is valid, but the requested action is impossible. */
  public static InvalidRequestException unprocessable(String field, String message) {
    var errors = List.of(new FieldError(field, message));
    return new InvalidRequestException(422, sentence(errors), errors);
  }

  /** A 422 for content that cannot be processed, such as a file without text. */
  public static InvalidRequestException unusable(String message) {
    return new InvalidRequestException(422, message, List.of());
  }

  /** The same error where the object at fault stands in the field {@code parent} of another. */
  public InvalidRequestException under(String parent) {
    if (errors.isEmpty()) {
      return this;
    }
    var moved = errors.stream().map(error -> error.under(parent)).toList();
    return new InvalidRequestException(status, sentence(moved), moved);
  }

  private static String sentence(List<FieldError> errors) {
    var first = errors.get(0);
    String more = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)";
    return first.field() + " " + first.message().replaceFirst("\\.$", "") + more + ".";
  }

  /** 400 or 422. */
  public int status() {
    return status;
  }

  /** The fields at fault; empty where the whole request is. */
  public List<FieldError> errors() {
    return errors;
  }
}
