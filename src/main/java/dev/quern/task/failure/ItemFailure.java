package dev.quern.task.failure;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why an item has no result, and what happens next.
 *
 * @param errorClass the class of the failure, such as {@code timeout}; for filters and meters
 * @param message a sentence for people; control characters, as servers send them, become spaces
 * @param rawReplies the replies of the model in this attempt, unchanged
 * @param delay until the next attempt, if the failure names one; null for the usual backoff
 */
public record ItemFailure(
    Rule rule,
    String errorClass,
    String message,
    @Nullable String finishReason,
    List<String> rawReplies,
    @Nullable Duration delay) {

  public ItemFailure {
    message = message.replaceAll("\\p{Cc}", " ");
  }

  /** A failure with the usual backoff. */
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
    /** The item is retried while attempts are left. */
    RETRY,
    /**
     * The item is retried, and the attempt does not count, because the item did not cause the
     * failure.
     */
    WAIT,
    /** The item fails, because a retry would end the same way. */
    FAIL_ITEM,
    /**
     * The task fails at once, because no other item could succeed. Its other items stay as they
     * are.
     */
    FAIL_TASK,
    /** The item was stopped. It counts as not begun. */
    STOPPED
  }
}
