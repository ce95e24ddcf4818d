package dev.quern;

import java.util.List;
import java.util.stream.Collectors;

/** A request that cannot be carried out as it stands; its sender can mend it. */
public final class InvalidRequestException extends RuntimeException {

  private final int status;
  private final transient List<FieldError> errors;

  private InvalidRequestException(int status, String message, List<FieldError> errors) {
    super(message);
    this.status = status;
    this.errors = errors;
  }

  /** A field that is missing, unknown, of the wrong type or out of range (400). */
  public static InvalidRequestException field(String field, String message) {
    return fields(List.of(new FieldError(field, message)));
  }

  /** Several of them at once (400). */
  public static InvalidRequestException fields(List<FieldError> errors) {
    return new InvalidRequestException(400, sentence(errors), errors);
  }

  /** A field that names something that does not exist (422). */
  public static InvalidRequestException unknown(String field, String message) {
    return new InvalidRequestException(
        422, field + ": " + message, List.of(new FieldError(field, message)));
  }

  /** Content that cannot be worked with, such as a file without text (422). */
  public static InvalidRequestException unusable(String message) {
    return new InvalidRequestException(422, message, List.of());
  }

  /** A request that is wrong as a whole (400). */
  public static InvalidRequestException because(String message) {
    return new InvalidRequestException(400, message, List.of());
  }

  /** The same error where the object at fault stands in a field of another one. */
  public InvalidRequestException under(String parent) {
    List<FieldError> moved = errors.stream().map(e -> e.under(parent)).toList();
    return new InvalidRequestException(status, sentence(moved), moved);
  }

  private static String sentence(List<FieldError> errors) {
    return errors.stream()
        .map(e -> e.field() + ": " + e.message())
        .collect(Collectors.joining("; "));
  }

  /** 400 or 422. */
  public int status() {
    return status;
  }

  /** The fields at fault, if it is about fields. */
  public List<FieldError> errors() {
    return errors;
  }
}
