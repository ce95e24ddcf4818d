package dev.quern.tasktype;

import dev.quern.Usage;
import dev.quern.llm.accounting.CallLog;
import dev.quern.llm.accounting.LostCalls;
import dev.quern.task.budget.CallLedger;
import org.springframework.stereotype.Component;

/** Sums the calls of tasks from the log of calls. */
@Component
class TaskCalls implements CallLedger {

  private final LostCalls lost;

  private final CallLog log;

  TaskCalls(LostCalls lost, CallLog log) {
    this.lost = lost;
    this.log = log;
  }

  @Override
  public void flush() {
    log.flush();
  }

  @Override
  public Usage afterCrash(String taskId) {
    return lost.settle(taskId);
  }
}
