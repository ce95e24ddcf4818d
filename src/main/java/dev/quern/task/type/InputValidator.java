package dev.quern.task.type;

import dev.quern.task.model.TaskInput;

/** Knows whether the ids that a task names exist in its project. */
public interface InputValidator {

  /**
   * Refuses unknown ids.
   *
   * @throws dev.quern.error.InvalidRequestException naming the field and the first ids that do not
   *     exist
   */
  void check(String projectId, TaskInput input);
}
