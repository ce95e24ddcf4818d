package dev.quern.tasktype.input;

/** The source of an item has been deleted since the task began. */
public final class SourceDeletedException extends RuntimeException {

  private SourceDeletedException(String message) {
    super(message);
  }

  /** For instance {@code of("chunk", id)}. */
  public static SourceDeletedException of(String what, String id) {
    return new SourceDeletedException(
        "The " + what + " " + id + " was deleted after the task had begun.");
  }

  /** A question without a chunk, which has no text for an answer. */
  public static SourceDeletedException withoutText(String questionId) {
    return new SourceDeletedException(
        "The question "
            + questionId
            + " belongs to no chunk, so there is no text to answer it from; delete it, and either ask it"
            + " anew with a chunk_id or make an entry with its answer by hand.");
  }
}
