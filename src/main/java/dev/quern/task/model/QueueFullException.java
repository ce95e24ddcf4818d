package dev.quern.task.model;

/** A project has as many tasks that wait as it may have. */
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
