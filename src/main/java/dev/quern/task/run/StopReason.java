package dev.quern.task.run;

/** Why a run gives out no more items. */
public enum StopReason {
  /** The task was cancelled: items in flight are interrupted. */
  CANCELLED(true),
  /** Another run of the task has begun elsewhere: this one may not store anything. */
  SUPERSEDED(true),
  /** An item showed that no item can succeed. */
  FATAL(true),
  /** The next call could exceed a limit of the task: calls in flight finish. */
  BUDGET_EXCEEDED(false),
  /** The task's {@code max_duration} is over. */
  DEADLINE_EXCEEDED(true),
  /** Its provider has been down for so long that other tasks get the place. */
  YIELDED(true),
  /** The task was paused: items in flight finish. */
  PAUSED(false),
  /**
   * Another task needs the place of this part, or it has no items left: the other parts continue.
   */
  LEAVING(false),
  /** The process shuts down: items in flight have the grace period. */
  SHUTDOWN(false);

  private final boolean interrupts;

  StopReason(boolean interrupts) {
    this.interrupts = interrupts;
  }

  /** Whether items in flight are interrupted and their results given up. */
  boolean interrupts() {
    return interrupts;
  }
}
