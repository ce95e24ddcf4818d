package dev.quern.task.lifecycle;

import dev.quern.task.model.Task;

/** Tells the {@code notify_url} of a task of its end. */
public interface Notifications {

  /**
   * Refuses a URL that will not be called.
   *
   * @throws dev.quern.error.InvalidRequestException naming the field
   */
  void check(String field, String url);

  /** The task, which names a {@code notify_url}, ends in this transaction. */
  void ended(Task task);
}
