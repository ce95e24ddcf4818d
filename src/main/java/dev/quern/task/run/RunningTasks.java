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

  private volatile boolean ending;

  /** Tasks whose run is being opened. */
  private final Set<String> opening = new HashSet<>();

  /** Waits until no other thread opens a run of that task on this node. */
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

  /**
   * Reserves the task on this node, unless a run of it exists or is being opened; returns whether
   * that succeeded.
   */
  public boolean tryBeginOpening(String taskId) {
    synchronized (opening) {
      return !runs.containsKey(taskId) && opening.add(taskId);
    }
  }

  /** Ends the reservation: the run is registered, or will not be opened. */
  public void endOpening(String taskId) {
    synchronized (opening) {
      opening.remove(taskId);
      opening.notifyAll();
    }
  }

  /** Adds a run; it gives out no item where the process ends. */
  public void add(Run run) {
    runs.put(run.task().id(), run);
    if (ending) {
      run.stop(StopReason.SHUTDOWN, null);
    }
  }

  /** Stops all runs, and each that is still being opened: the process ends. */
  public void endAll() {
    ending = true;
    all().forEach(run -> run.stop(StopReason.SHUTDOWN, null));
  }

  /** Whether no run is to begin any more. */
  public boolean isEnding() {
    return ending;
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

  /** Stops the run that the task had when it was read, but not a later one. */
  public void stop(Task task, StopReason why) {
    Run run = runs.get(task.id());
    if (run != null && run.task().epoch() <= task.epoch()) {
      run.stop(why, null);
    }
  }

  public int count() {
    return runs.size();
  }

  /** The number of runs without a stored item for that time. */
  public long countIdle(long millis) {
    return runs.values().stream()
        .filter(run -> run.activity().throughput().idleMillis() >= millis)
        .count();
  }

  /** The number of items that all runs together may have in flight. */
  public int itemsWindow() {
    return runs.values().stream().mapToInt(run -> run.items().limit()).sum();
  }

  public int itemsInFlight() {
    return runs.values().stream().mapToInt(run -> run.items().inFlight()).sum();
  }
}
