package dev.quern.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.IterableAssert;

/**
 * What a task must say of itself in REST, in an event or in a notification. A failure shows the
 * whole task, its note and its detail included, so that the log of a run alone tells why.
 */
public final class TaskAssert extends AbstractAssert<TaskAssert, JsonNode> {

  private TaskAssert(JsonNode task) {
    super(task, TaskAssert.class);
  }

  /** Begins to look at a task's JSON. */
  public static TaskAssert assertThatTask(JsonNode task) {
    return new TaskAssert(task);
  }

  public TaskAssert isCompleted() {
    return isIn("completed");
  }

  public TaskAssert isFailed() {
    return isIn("failed");
  }

  public TaskAssert isInterrupted() {
    return isIn("interrupted");
  }

  public TaskAssert isRunning() {
    return isIn("running");
  }

  private TaskAssert isIn(String state) {
    return says("/state", state);
  }

  /** Completed without an item, and its note says so. */
  public TaskAssert hadNothingToDo() {
    isCompleted();
    return check(text("/note").startsWith("Nothing to do"), "a note of nothing to do");
  }

  /** So many items have their results stored. */
  public TaskAssert hasDone(int items) {
    return says("/completed_count", items);
  }

  /** So many items failed. */
  public TaskAssert hasFailures(int items) {
    return says("/failed_count", items);
  }

  /** So many items in all. */
  public TaskAssert hasTotal(int items) {
    return says("/total_count", items);
  }

  /** So many calls of the model were counted for it. */
  public TaskAssert hasCalls(int calls) {
    return says("/usage/calls", calls);
  }

  /** The sentence for people holds all of these texts. */
  public TaskAssert hasNote(String... texts) {
    for (String text : texts) {
      check(text("/note").contains(text), "a note with \"" + text + "\"");
    }
    return this;
  }

  /** The sentence for people holds none of these texts. */
  public TaskAssert hasNoteWithout(String... texts) {
    for (String text : texts) {
      check(!text("/note").contains(text), "a note without \"" + text + "\"");
    }
    return this;
  }

  /** So many of its results are stored with this warning, such as {@code echo}. */
  public TaskAssert hasWarnings(String kind, int count) {
    return says("/detail/warnings/" + kind, count);
  }

  /** The value at a JSON pointer, compared by its text. */
  public TaskAssert says(String pointer, Object value) {
    String seen = actual.at(pointer).isMissingNode() ? "missing" : text(pointer);
    return check(seen.equals(Objects.toString(value)), pointer + " to be " + value);
  }

  /** The field at a JSON pointer is null. */
  public TaskAssert saysNothingAt(String pointer) {
    return check(actual.at(pointer).isNull(), pointer + " to be null");
  }

  /** The value at a JSON pointer, to be looked at more closely. */
  public IterableAssert<JsonNode> at(String pointer) {
    return Assertions.assertThat(actual.at(pointer)).as(task());
  }

  private TaskAssert check(boolean holds, String expected) {
    isNotNull();
    if (!holds) {
      failWithMessage("%s", "Expected " + expected + " of " + task());
    }
    return this;
  }

  private String text(String pointer) {
    return actual.at(pointer).asText();
  }

  /** The task with what matters first, then all of it. */
  private String task() {
    return """
        task %s (%s)
          state:  %s
          counts: %s done, %s failed, %s in all, attempt %s
          note:   %s
          detail: %s
          whole:  %s"""
        .formatted(
            text("/id"),
            text("/task_type"),
            text("/state"),
            text("/completed_count"),
            text("/failed_count"),
            text("/total_count"),
            text("/attempt"),
            text("/note"),
            actual.at("/detail"),
            actual);
  }
}
