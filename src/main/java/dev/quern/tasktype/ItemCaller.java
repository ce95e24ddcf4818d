package dev.quern.tasktype;

import dev.quern.llm.Caller;
import dev.quern.llm.Consumption;
import dev.quern.task.TaskItem;
import dev.quern.task.Usage;
import java.time.Instant;

/** An item of a run that asks a model: its task's limits hold, its task counts. */
record ItemCaller(TaskItem item) implements Caller {

  @Override
  public Origin origin() {
    return new Origin(item.task().projectId(), item.task().id(), item.seq());
  }

  @Override
  public boolean mayUseStoredReplies() {
    return item.task().cache();
  }

  @Override
  public void reserve(Consumption most) {
    item.run().reserve(most.inputTokens() + most.outputTokens(), most.cost());
  }

  @Override
  public void settle(Consumption most, Consumption used) {
    item.run()
        .settle(
            most.inputTokens() + most.outputTokens(),
            most.cost(),
            new Usage(
                used.calls(),
                used.inputTokens(),
                used.outputTokens(),
                used.cost(),
                used.savedCalls()));
  }

  @Override
  public void saved() {
    item.run().saved(1);
  }

  @Override
  public void waits(String reason, Instant nextTry) {
    item.run().waits(reason, nextTry);
  }

  @Override
  public boolean isStopped() {
    return item.run().stopped() != null;
  }

  @Override
  public void goesOn() {
    item.run().goesOn();
  }
}
