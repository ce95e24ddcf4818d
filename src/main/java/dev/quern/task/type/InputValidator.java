package dev.quern.task.type;

import dev.quern.task.model.TaskInput;

/** Checks that the ids in a task's input exist in its project. */
public interface InputValidator {

  /**
   * Refuses unknown ids.
   *
   * @throws dev.quern.error.InvalidRequestException naming the field and the first ids that do not
   *     exist
   */
  void check(String projectId, TaskInput input);
}
