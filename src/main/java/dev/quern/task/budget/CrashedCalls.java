package dev.quern.task.budget;

import dev.quern.task.model.Task;
import dev.quern.task.store.RunRepository;
import org.springframework.stereotype.Component;

/**
 * Counts the calls that were under way when a process died, which that process could not record.
 */
@Component
public class CrashedCalls {

  private final RunRepository rows;
  private final CallLedger calls;

  CrashedCalls(RunRepository rows, CallLedger calls) {
    this.rows = rows;
    this.calls = calls;
  }

  /** Writes down this process's own calls, so that a count finds them. */
  public void flush() {
    calls.flush();
  }

  /**
   * Raises the task's usage to the sum of all its known calls. No part of its run may still be
   * alive.
   */
  public void count(Task task) {
    rows.raiseUsage(task.id(), calls.afterCrash(task.id()));
  }
}
