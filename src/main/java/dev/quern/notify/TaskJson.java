package dev.quern.notify;

import dev.quern.task.model.Task;

/** Writes a task as REST shows it. */
public interface TaskJson {

  String of(Task task);
}
