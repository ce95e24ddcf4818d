package dev.quern.tasktype;

/** What an item is about has been deleted since the task began. */
public final class SourceDeletedException extends RuntimeException {

  private SourceDeletedException(String message) {
    super(message);
  }

  /** For instance {@code of("chunk", id)}. */
  public static SourceDeletedException of(String what, String id) {
    return new SourceDeletedException(
        "The " + what + " " + id + " was deleted after the task had begun.");
  }

  /** A question that belongs to no chunk has no text to be answered from. */
  public static SourceDeletedException withoutText(String questionId) {
    return new SourceDeletedException(
        "The question "
            + questionId
            + " belongs to no chunk, so there is no text to answer it from; give it a chunk_id, or"
            + " add its answer by hand.");
  }
}
