package dev.quern.task.run;

/** An item was given out by a run that has been stopped since. */
public final class RunStoppedException extends RuntimeException {

  RunStoppedException(Run run, StopReason why) {
    super("The " + run + " was stopped (" + why + ")");
  }
}
