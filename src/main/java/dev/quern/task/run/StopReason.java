package dev.quern.task.run;

/** Why a run gives out no more items. */
public enum StopReason {
  /** Somebody cancelled the task: what is in flight is interrupted. */
  CANCELLED(true),
  /** Another run of the task has begun elsewhere: nothing of this one may be stored. */
  SUPERSEDED(true),
  /** An item showed that none can succeed. */
  FATAL(true),
  /** The next call could break a limit of the task: calls in flight are paid, and end. */
  BUDGET_EXCEEDED(false),
  /** The task's {@code max_duration} is over. */
  DEADLINE_EXCEEDED(true),
  /** Its provider has been down for so long that others get the place. */
  YIELDED(true),
  /** Somebody paused the task: what is in flight ends on its own. */
  PAUSED(false),
  /** Another task needs the place of this part, or nothing is left for it: the others go on. */
  LEAVING(false),
  /** The process is asked to end: what is in flight has the grace. */
  SHUTDOWN(false);

  private final boolean interrupts;

  StopReason(boolean interrupts) {
    this.interrupts = interrupts;
  }

  /** Whether the threads of items in flight are interrupted, and what they bring is given up. */
  boolean interrupts() {
    return interrupts;
  }
}
