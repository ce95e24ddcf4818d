package dev.quern.task.budget;

import dev.quern.task.model.Task;
import dev.quern.task.store.RunRepository;
import org.springframework.stereotype.Component;

/** Counts the calls that a process had out when it died under a task: it has told nobody. */
@Component
public class CrashedCalls {

  private final RunRepository rows;
  private final CallLedger calls;

  CrashedCalls(RunRepository rows, CallLedger calls) {
    this.rows = rows;
    this.calls = calls;
  }

  /** Raises the task's usage to all that is known of its calls. None of its parts may be alive. */
  public void count(Task task) {
    rows.raiseUsage(task.id(), calls.afterCrash(task.id()));
  }
}
