package dev.quern.task.model;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The states of a task, and every move between them. */
public enum TaskState {
  /** Waits for a task that it depends on, or for its time. */
  WAITING(0),
  /** Waits for a free place. */
  QUEUED(0),
  RUNNING(0),
  /** Holds no place and begins no item until it is resumed. */
  PAUSED(0),
  /** Cancelled; its items in flight are being interrupted. */
  CANCELLING(0),
  COMPLETED(1),
  FAILED(2),
  INTERRUPTED(3);

  private static final Map<TaskState, Set<TaskState>> MOVES = new EnumMap<>(TaskState.class);

  static {
    // from -> to; what is not here is refused
    MOVES.put(WAITING, EnumSet.of(QUEUED, RUNNING, PAUSED, INTERRUPTED));
    MOVES.put(QUEUED, EnumSet.of(RUNNING, PAUSED, INTERRUPTED));
    MOVES.put(RUNNING, EnumSet.of(QUEUED, PAUSED, CANCELLING, COMPLETED, FAILED, INTERRUPTED));
    MOVES.put(PAUSED, EnumSet.of(WAITING, QUEUED, INTERRUPTED));
    MOVES.put(CANCELLING, EnumSet.of(INTERRUPTED));
    // an end is left by an explicit resume alone
    MOVES.put(COMPLETED, EnumSet.of(WAITING, QUEUED));
    MOVES.put(FAILED, EnumSet.of(WAITING, QUEUED));
    MOVES.put(INTERRUPTED, EnumSet.of(WAITING, QUEUED));
  }

  private final int status;

  TaskState(int status) {
    this.status = status;
  }

  /** The {@code status} in REST: 0 processing, 1 completed, 2 failed, 3 interrupted. */
  public int status() {
    return status;
  }

  /** Whether a task stays in this state until somebody resumes it. */
  public boolean isEnd() {
    return status != 0;
  }

  /** Whether a task in this state can be resumed. */
  public boolean isResumable() {
    return isEnd() || this == PAUSED;
  }

  /** Whether a task in this state may move to {@code to}. */
  public boolean allows(TaskState to) {
    return MOVES.get(this).contains(to);
  }

  /** The name in JSON and in the database. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The state with that name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static TaskState of(String wireName) {
    return Arrays.stream(values())
        .filter(state -> state.wireName().equals(wireName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no task state " + wireName));
  }
}
