package dev.quern.task.lifecycle;

import dev.quern.meter.MeterCache;
import dev.quern.meter.QuernMeter;
import dev.quern.task.failure.ItemFailure;
import dev.quern.task.model.Task;
import dev.quern.task.model.TaskSettings;
import dev.quern.task.model.TaskState;
import dev.quern.task.run.RunningTasks;
import dev.quern.task.run.TaskItem;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Records the metrics of tasks and items. */
@Component
public class TaskMeters {

  private final MeterRegistry registry;
  private final MeterCache known;
  private final Clock clock;

  /** The start of the attempt that runs on a thread. */
  private final ThreadLocal<Long> begun = new ThreadLocal<>();

  TaskMeters(MeterRegistry registry, RunningTasks running, TaskSettings settings, Clock clock) {
    this.registry = registry;
    this.known = new MeterCache(registry);
    this.clock = clock;
    QuernMeter.TASKS_RUNNING.gauge(registry, running, RunningTasks::count);
    QuernMeter.ITEMS_IN_FLIGHT.gauge(registry, running, RunningTasks::itemsInFlight);
    QuernMeter.ITEMS_WINDOW.gauge(registry, running, RunningTasks::itemsWindow);
    QuernMeter.TASKS_STALLED.gauge(
        registry, running, runs -> runs.countIdle(settings.stallAfter().toMillis()));
  }

  /** Records how long a task waited in the queue. */
  public void pickedUp(String taskType, Instant due) {
    Duration wait = Duration.between(due, clock.instant());
    QuernMeter.QUEUE_PICKUP
        .timer(registry, taskType)
        .record(wait.isNegative() ? Duration.ZERO : wait);
  }

  /** Records that an attempt begins on this thread. */
  void begun() {
    begun.set(System.nanoTime());
  }

  /** Records that the attempt on this thread has ended. */
  void over() {
    begun.remove();
  }

  void done(TaskItem item) {
    ended(item, "done");
    attempts(item, "done");
  }

  void failed(TaskItem item, ItemFailure failure) {
    ended(item, "failed");
    attempts(item, "failed");
    failure(item, failure);
  }

  void retried(TaskItem item, ItemFailure failure) {
    ended(item, "retried");
    failure(item, failure);
  }

  void ended(Task task, TaskState state, Duration duration) {
    QuernMeter.TASKS.timer(registry, task.taskType(), state.wireName()).record(duration);
  }

  private void ended(TaskItem item, String outcome) {
    known.counter(QuernMeter.ITEMS, type(item), outcome).increment();
    Long since = begun.get();
    if (since != null) {
      known
          .timer(QuernMeter.ITEM_TIME, type(item), outcome)
          .record(System.nanoTime() - since, TimeUnit.NANOSECONDS);
    }
  }

  private void attempts(TaskItem item, String outcome) {
    known.summary(QuernMeter.ITEM_ATTEMPTS, type(item), outcome).record(item.attempts() + 1);
  }

  private void failure(TaskItem item, ItemFailure failure) {
    known.counter(QuernMeter.ITEM_FAILURES, type(item), failure.errorClass()).increment();
  }

  private static String type(TaskItem item) {
    return item.task().taskType();
  }
}
