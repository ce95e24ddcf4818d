package dev.quern.task.run;

import dev.quern.task.model.Task;
import org.jspecify.annotations.Nullable;

/**
 * One item of a run, in flight.
 *
 * @param seq its place in the task, from 1
 * @param ref the id of the file, chunk, question or other row that it is about
 * @param attempts the number of earlier attempts
 * @param partialState the JSON that an earlier attempt left to continue from
 */
public record TaskItem(Run run, int seq, String ref, int attempts, @Nullable String partialState) {

  /** The task of the item, as it was when the run began. */
  public Task task() {
    return run.task();
  }

  /** A copy with that partial state. */
  public TaskItem with(String state) {
    return new TaskItem(run, seq, ref, attempts, state);
  }

  @Override
  public String toString() {
    return "item " + seq + " (" + ref + ") of task " + run.task().id();
  }
}
