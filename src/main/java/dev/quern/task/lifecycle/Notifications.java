package dev.quern.task.lifecycle;

import dev.quern.task.model.Task;

/** Notifies the {@code notify_url} of a task when the task ends. */
public interface Notifications {

  /**
   * Checks that the URL may be called.
   *
   * @throws dev.quern.error.InvalidRequestException naming the field
   */
  void check(String field, String url);

  /**
   * Stores the notification that a task with a {@code notify_url} has ended, in the caller's
   * transaction.
   */
  void ended(Task task);
}
