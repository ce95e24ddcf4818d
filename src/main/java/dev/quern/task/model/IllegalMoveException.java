package dev.quern.task.model;

/** A request that the current state of a task does not allow. */
public final class IllegalMoveException extends RuntimeException {

  private IllegalMoveException(String message) {
    super(message);
  }

  public static IllegalMoveException of(String taskId, TaskState from, TaskState to) {
    return new IllegalMoveException(
        "Task " + taskId + " is " + from.wireName() + " and cannot become " + to.wireName() + ".");
  }

  public static IllegalMoveException because(String taskId, TaskState state, String reason) {
    return new IllegalMoveException("Task " + taskId + " is " + state.wireName() + ": " + reason);
  }
}
