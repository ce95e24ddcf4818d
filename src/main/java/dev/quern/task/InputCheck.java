package dev.quern.task;

/** Knows whether the ids that a task names exist in its project. */
public interface InputCheck {

  /**
   * Refuses unknown ids.
   *
   * @throws dev.quern.InvalidRequestException naming the field and the first ids that do not exist
   */
  void check(String projectId, TaskInput input);
}
