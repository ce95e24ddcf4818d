package dev.quern.task.lifecycle;

import dev.quern.task.run.TaskItem;

/** Somebody else has done an item since the items of the run were listed. */
final class DoneElsewhereException extends RuntimeException {

  DoneElsewhereException(TaskItem item) {
    super("The " + item + " was done by somebody else meanwhile", null, false, false);
  }
}
