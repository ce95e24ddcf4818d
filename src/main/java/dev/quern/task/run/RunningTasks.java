package dev.quern.task.run;

import dev.quern.task.model.Task;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The runs on this node, by task. */
@Component
public class RunningTasks {

  private final Map<String, Run> runs = new ConcurrentHashMap<>();

  /** Tasks of which a run is being opened. */
  private final Set<String> opening = new HashSet<>();

  /** Waits until nothing else opens a run of that task here. */
  public void beginOpening(String taskId) {
    synchronized (opening) {
      while (!opening.add(taskId)) {
        try {
          opening.wait();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException("Interrupted while task " + taskId + " begins", e);
        }
      }
    }
  }

  /** Whether nothing is at work on that task here, nor about to be; if so, that is this. */
  public boolean tryBeginOpening(String taskId) {
    synchronized (opening) {
      return !runs.containsKey(taskId) && opening.add(taskId);
    }
  }

  /** It is among the runs now, or will not be. */
  public void endOpening(String taskId) {
    synchronized (opening) {
      opening.remove(taskId);
      opening.notifyAll();
    }
  }

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
    return runs.values().stream().mapToInt(run -> run.items().limit()).sum();
  }

  public int itemsInFlight() {
    return runs.values().stream().mapToInt(run -> run.items().inFlight()).sum();
  }
}
