package dev.quern.task.lifecycle;

import dev.quern.task.failure.ItemFailure;
import dev.quern.task.model.Task;
import dev.quern.task.model.TaskSettings;
import dev.quern.task.model.TaskState;
import dev.quern.task.run.RunningTasks;
import dev.quern.task.run.TaskItem;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Meters of tasks and items, named {@code quern_*} in Prometheus. */
@Component
class TaskMeters {

  private final MeterRegistry registry;

  TaskMeters(MeterRegistry registry, RunningTasks running, TaskSettings settings) {
    this.registry = registry;
    registry.gauge("quern.tasks.running", running, RunningTasks::count);
    registry.gauge("quern.items.in.flight", running, RunningTasks::itemsInFlight);
    registry.gauge(
        "quern.tasks.stalled", running, runs -> runs.countIdle(settings.stallAfter().toMillis()));
  }

  void done(TaskItem item) {
    registry.counter("quern.items", "task_type", type(item), "outcome", "done").increment();
  }

  void failed(TaskItem item, ItemFailure failure) {
    registry.counter("quern.items", "task_type", type(item), "outcome", "failed").increment();
    failure(item, failure);
  }

  void retried(TaskItem item, ItemFailure failure) {
    registry.counter("quern.items", "task_type", type(item), "outcome", "retried").increment();
    failure(item, failure);
  }

  void ended(Task task, TaskState state, Duration duration) {
    registry
        .timer("quern.tasks", "task_type", task.taskType(), "outcome", state.wireName())
        .record(duration);
  }

  private void failure(TaskItem item, ItemFailure failure) {
    registry
        .counter("quern.item.failures", "task_type", type(item), "class", failure.errorClass())
        .increment();
  }

  private static String type(TaskItem item) {
    return item.task().taskType();
  }
}
