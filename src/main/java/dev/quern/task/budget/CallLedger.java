package dev.quern.task.budget;

import dev.quern.Usage;

/** Knows the model calls made for a task, including those of a process that was killed. */
public interface CallLedger {

  /** Writes down the calls of this process that have ended so far, in a transaction of its own. */
  void flush();

  /** Sums all calls for the task so far, in the caller's transaction. */
  Usage afterCrash(String taskId);
}
