package dev.quern.task;

/** Knows what the exceptions of the steps mean. */
public interface FailureRules {

  /** What this exception means for the item that it ended. */
  ItemFailure of(Throwable exception);
}
