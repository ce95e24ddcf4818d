package dev.quern.task.store;

import dev.quern.task.model.TaskState;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Sets of states as SQL lists, defined once: {@code ('completed', 'failed', 'interrupted')}. They
 * are part of a statement's text and not parameters, so that PostgreSQL can use its partial
 * indexes.
 */
public final class StateLists {

  /** Terminal states; only a resume leaves them. */
  public static final String ENDED = listOf(TaskState::isEnd);

  /** Terminal states of a task that is not done. */
  public static final String ENDED_UNDONE = listOf(TaskState.FAILED, TaskState.INTERRUPTED);

  /** States without an entry in the queue: waiting for dependencies, a time or a resume. */
  static final String HELD_BACK = listOf(TaskState.WAITING, TaskState.PAUSED);

  /** States before the first run of an attempt. */
  static final String NOT_BEGUN = listOf(TaskState.WAITING, TaskState.QUEUED);

  /** States with an entry in the queue, waiting or picked. */
  static final String IN_QUEUE = listOf(TaskState.QUEUED, TaskState.RUNNING, TaskState.CANCELLING);

  private StateLists() {}

  private static String listOf(TaskState... states) {
    return listOf(Arrays.asList(states)::contains);
  }

  private static String listOf(Predicate<TaskState> chosen) {
    return Arrays.stream(TaskState.values())
        .filter(chosen)
        .map(state -> "'" + state.wireName() + "'")
        .collect(Collectors.joining(", ", "(", ")"));
  }
}
