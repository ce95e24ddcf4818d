package dev.quern.task.run;

/** The run of an item has been stopped. */
public final class RunStoppedException extends RuntimeException {

  RunStoppedException(Run run, StopReason why) {
    super("The " + run + " was stopped (" + why + ")");
  }
}
