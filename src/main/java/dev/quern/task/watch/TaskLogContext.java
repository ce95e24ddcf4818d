package dev.quern.task.watch;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Puts a task into the log context of this thread, until it is closed. Then the one before is there
 * again, because the end of a task may be the end of others that wait for it. A run goes over many
 * threads, and none hands its context on.
 */
public final class TaskLogContext implements AutoCloseable {

  private static final String TASK = "task";

  private final @Nullable String before = MDC.get(TASK);

  private TaskLogContext(String taskId) {
    MDC.put(TASK, taskId);
  }

  public static TaskLogContext of(String taskId) {
    return new TaskLogContext(taskId);
  }

  @Override
  public void close() {
    if (before == null) {
      MDC.remove(TASK);
    } else {
      MDC.put(TASK, before);
    }
  }
}
