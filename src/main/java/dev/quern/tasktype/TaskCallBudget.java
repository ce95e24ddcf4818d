package dev.quern.tasktype;

import dev.quern.Usage;
import dev.quern.llm.request.CallBudget;
import dev.quern.task.run.TaskItem;
import java.time.Instant;

/** The call budget of an item: its task's limits apply, and its task counts the calls. */
record TaskCallBudget(TaskItem item) implements CallBudget {

  @Override
  public Origin origin() {
    return new Origin(item.task().projectId(), item.task().id(), item.seq());
  }

  @Override
  public boolean isCacheEnabled() {
    return item.task().cache();
  }

  @Override
  public void reserve(Usage max, boolean priced) {
    item.run().reserve(max, priced);
  }

  @Override
  public void settle(Usage max, Usage used) {
    item.run().settle(max, used);
  }

  @Override
  public void onCacheHit() {
    item.run().onCacheHit(1);
  }

  @Override
  public void onProviderWait(String reason, Instant nextTry) {
    item.run().onProviderWait(reason, nextTry);
  }

  @Override
  public boolean isStopped() {
    return item.run().stopped() != null;
  }

  @Override
  public void onSent() {
    item.run().activity().onSent();
  }

  @Override
  public void onEnded() {
    item.run().activity().onEnded();
  }

  @Override
  public void onProviderResumed() {
    item.run().onProviderResumed();
  }
}
