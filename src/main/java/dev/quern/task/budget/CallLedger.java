package dev.quern.task.budget;

import dev.quern.Usage;

/** Knows the calls that were made for a task, also those of a process that was killed. */
public interface CallLedger {

  /** All calls for the task so far, counted in the caller's transaction. */
  Usage afterCrash(String taskId);
}
