package dev.quern.error;

/**
 * What is wrong with one field of a request.
 *
 * @param field the field's name as the client wrote it, with its path where it is nested: {@code
 *     steps[1].task_type}
 * @param message what is wrong and what would be right, in words that follow the field's name
 */
public record FieldError(String field, String message) {

  /** The same error seen from an object that holds this one in the field {@code parent}. */
  public FieldError under(String parent) {
    return new FieldError(field.isEmpty() ? parent : parent + "." + field, message);
  }
}
