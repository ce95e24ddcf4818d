package dev.quern.tasktype;

/** What an item is about has been deleted since the task began. */
public final class MissingSourceException extends RuntimeException {

  private MissingSourceException(String message) {
    super(message);
  }

  /** For instance {@code of("chunk", id)}. */
  public static MissingSourceException of(String what, String id) {
    return new MissingSourceException(
        "The " + what + " " + id + " was deleted after the task had begun.");
  }
}
