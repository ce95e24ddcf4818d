package dev.quern.task.model;

/** A project has reached its limit of waiting tasks. */
public final class QueueFullException extends RuntimeException {

  private QueueFullException(String message) {
    super(message);
  }

  public static QueueFullException of(long queued, int max) {
    return new QueueFullException(
        queued
            + " tasks of this project have not begun, and "
            + max
            + " may wait (quern.tasks.max-queued); submit it again when some of them have.");
  }
}
