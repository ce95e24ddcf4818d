package dev.quern.task.type;

import dev.quern.task.run.TaskItem;

/** A result to be stored, with its item. */
public record ItemResult<R>(TaskItem item, R value) {

  /** What stands for the result of an item that somebody else has done: nothing is stored. */
  public static final Object DONE_ELSEWHERE = new Object();
}
