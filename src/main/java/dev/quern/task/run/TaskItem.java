package dev.quern.task.run;

import dev.quern.task.model.Task;
import org.jspecify.annotations.Nullable;

/**
 * One item of a run, in flight.
 *
 * @param seq its place in the task, from 1
 * @param ref the id of what it is about: a file, a chunk, a question …
 * @param attempts how often it was tried before
 * @param partialState what an earlier try left to go on from, as JSON
 */
public record TaskItem(Run run, int seq, String ref, int attempts, @Nullable String partialState) {

  /** The task that it belongs to, as it was when the run began. */
  public Task task() {
    return run.task();
  }

  /** The same with what it has so far. */
  public TaskItem with(String state) {
    return new TaskItem(run, seq, ref, attempts, state);
  }

  @Override
  public String toString() {
    return "item " + seq + " (" + ref + ") of task " + run.task().id();
  }
}
