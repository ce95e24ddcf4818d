package dev.quern.task;

/** An item was given out by a run that has been stopped since. */
public final class RunStoppedException extends RuntimeException {

  RunStoppedException(Run run, RunStop why) {
    super("The " + run + " was stopped (" + why + ")");
  }
}
