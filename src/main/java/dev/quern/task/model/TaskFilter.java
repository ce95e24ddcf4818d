package dev.quern.task.model;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Selects the tasks of a list; a null field matches every task. */
public record TaskFilter(
    @Nullable String projectId, @Nullable String taskType, @Nullable List<TaskState> states) {

  /** The tasks of a project that have not ended. */
  public static TaskFilter open(String projectId) {
    return new TaskFilter(
        projectId, null, Arrays.stream(TaskState.values()).filter(s -> !s.isEnd()).toList());
  }

  public String @Nullable [] stateNames() {
    return states == null ? null : states.stream().map(TaskState::wireName).toArray(String[]::new);
  }

  /** The names of the states from which a task may move to this state. */
  public static String[] statesBefore(TaskState to) {
    return statesBefore(to, from -> true);
  }

  /** The same, limited to the given origins. */
  public static String[] statesBefore(TaskState to, Predicate<TaskState> origins) {
    return Arrays.stream(TaskState.values())
        .filter(from -> from.allows(to) && origins.test(from))
        .map(TaskState::wireName)
        .toArray(String[]::new);
  }
}
