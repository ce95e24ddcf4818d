package dev.quern;

/** Something that a path names does not exist (404). */
public final class NotFoundException extends RuntimeException {

  private NotFoundException(String message) {
    super(message);
  }

  /** There is no such thing, for instance {@code of("task", id)}. */
  public static NotFoundException of(String what, String id) {
    return new NotFoundException("There is no " + what + " " + id + ".");
  }
}
