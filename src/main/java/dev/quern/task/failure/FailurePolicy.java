package dev.quern.task.failure;

/** Classifies the exceptions of route steps. */
public interface FailurePolicy {

  /** Returns what this exception means for the item that failed with it. */
  ItemFailure of(Throwable exception);
}
