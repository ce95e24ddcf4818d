package dev.quern.tasktype;

import dev.quern.Usage;
import dev.quern.llm.Caller;
import dev.quern.task.TaskItem;
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
  public void reserve(Usage most) {
    item.run().reserve(most);
  }

  @Override
  public void settle(Usage most, Usage used) {
    item.run().settle(most, used);
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
