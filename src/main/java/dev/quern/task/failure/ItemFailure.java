package dev.quern.task.failure;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why an item has no result, and what is to be done about it.
 *
 * @param errorClass the class of the failure, such as {@code timeout}; for filters and meters
 * @param message a sentence for people
 * @param rawReplies what a model said in this attempt, each reply as it came
 * @param delay until it is tried again, where the failure says so; else the usual one
 */
public record ItemFailure(
    Rule rule,
    String errorClass,
    String message,
    @Nullable String finishReason,
    List<String> rawReplies,
    @Nullable Duration delay) {

  /** A failure after which the usual waits hold. */
  public ItemFailure(
      Rule rule,
      String errorClass,
      String message,
      @Nullable String finishReason,
      List<String> rawReplies) {
    this(rule, errorClass, message, finishReason, rawReplies, null);
  }

  public boolean countsAsAttempt() {
    return rule != Rule.WAIT;
  }

  /** What a failure means for its item and its task. */
  public enum Rule {
    /** Tried again while attempts are left. */
    RETRY,
    /** Tried again, and the attempt does not count: it was not the item's fault. */
    WAIT,
    /** The item fails: another try would end the same way. */
    FAIL_ITEM,
    /** The task fails at once, its other items untouched: none of them could do better. */
    FAIL_TASK,
    /** The item was told to stop; it is as if it had not been begun. */
    STOPPED
  }
}
