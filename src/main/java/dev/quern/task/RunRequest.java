package dev.quern.task;

/** A task whose turn it is. */
public record RunRequest(String taskId, int attempt) {

  /** The name of the scheduler's entry for it. */
  String instance() {
    return taskId + ":" + attempt;
  }

  static RunRequest parse(String instance) {
    int colon = instance.lastIndexOf(':');
    return new RunRequest(
        instance.substring(0, colon), Integer.parseInt(instance.substring(colon + 1)));
  }
}
