package dev.quern.task.failure;

/** Knows what the exceptions of the steps mean. */
public interface FailurePolicy {

  /** What this exception means for the item that it ended. */
  ItemFailure of(Throwable exception);
}
