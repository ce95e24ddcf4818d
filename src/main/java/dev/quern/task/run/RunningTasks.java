package dev.quern.task.run;

import dev.quern.task.model.Task;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The runs on this node, by task. */
@Component
public class RunningTasks {

  private final Map<String, Run> runs = new ConcurrentHashMap<>();

  public void add(Run run) {
    runs.put(run.task().id(), run);
  }

  public void remove(Run run) {
    runs.remove(run.task().id(), run);
  }

  public @Nullable Run get(String taskId) {
    return runs.get(taskId);
  }

  public Collection<Run> all() {
    return runs.values();
  }

  /** Stops the run that the task had when it was read, and not one that has begun since. */
  public void stop(Task task, StopReason why) {
    Run run = runs.get(task.id());
    if (run != null && run.task().epoch() <= task.epoch()) {
      run.stop(why, null);
    }
  }

  public int count() {
    return runs.size();
  }

  /** Runs of which no item has been stored for so long. */
  public long countIdle(long millis) {
    return runs.values().stream()
        .filter(run -> run.activity().throughput().idleMillis() >= millis)
        .count();
  }

  /** As many items as all runs together may have in flight. */
  public int itemsWindow() {
    return runs.values().stream().mapToInt(run -> run.items().window()).sum();
  }

  public int itemsInFlight() {
    return runs.values().stream().mapToInt(run -> run.items().inFlight()).sum();
  }
}
