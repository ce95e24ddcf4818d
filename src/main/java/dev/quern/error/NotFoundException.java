package dev.quern.error;

/** What a path names does not exist: a 404. */
public class NotFoundException extends RuntimeException {

  private NotFoundException(String message) {
    super(message);
  }

  /** There is no {@code kind} with this id: {@code of("question", id)}. */
  public static NotFoundException of(String kind, String id) {
    return new NotFoundException("There is no " + kind + " '" + id + "'.");
  }
}
