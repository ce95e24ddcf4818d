package dev.quern;

/**
 * What is wrong with one field of a request.
 *
 * @param field its path, such as {@code config.chunk_size} or {@code steps[2].task_type}
 * @param message what is wrong, and what would be right
 */
public record FieldError(String field, String message) {

  /** The same error seen from an object that holds this one as {@code parent}. */
  public FieldError under(String parent) {
    return new FieldError(parent + "." + field, message);
  }
}
