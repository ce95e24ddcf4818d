package dev.quern.task;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The runs on this node, by task. */
@Component
class RunningTasks {

  private final Map<String, Run> runs = new ConcurrentHashMap<>();

  void add(Run run) {
    runs.put(run.task().id(), run);
  }

  void remove(Run run) {
    runs.remove(run.task().id(), run);
  }

  @Nullable Run get(String taskId) {
    return runs.get(taskId);
  }

  Collection<Run> all() {
    return runs.values();
  }

  /** Stops the run that the task had when it was read, and not one that has begun since. */
  void stop(Task task, RunStop why) {
    Run run = runs.get(task.id());
    if (run != null && run.task().epoch() <= task.epoch()) {
      run.stop(why, null);
    }
  }

  int count() {
    return runs.size();
  }

  /** Runs of which no item has been stored for so long. */
  long countIdle(long millis) {
    return runs.values().stream()
        .filter(run -> run.progress().pace().idleMillis() >= millis)
        .count();
  }

  int itemsInFlight() {
    return runs.values().stream().mapToInt(run -> run.items().inFlight()).sum();
  }
}
