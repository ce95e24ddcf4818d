package dev.quern.task.queue;

/** A task that is due to run. */
public record RunRequest(String taskId, int generation) {

  /** The name of the scheduler's entry for it. */
  String instance() {
    return taskId + ":" + generation;
  }

  public static RunRequest parse(String instance) {
    int colon = instance.lastIndexOf(':');
    return new RunRequest(
        instance.substring(0, colon), Integer.parseInt(instance.substring(colon + 1)));
  }
}
