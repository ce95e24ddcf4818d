package dev.quern.llm.failure;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A model call without a usable result; the message is for users and holds no secrets. */
public final class ModelCallException extends RuntimeException {

  private final FailureKind failureKind;
  private final @Nullable Duration retryAfter;
  private final @Nullable String finishReason;
  private List<String> rawReplies;
  private boolean askedAgain;
  private boolean leftToOthers;

  private ModelCallException(
      FailureKind failureKind,
      String message,
      @Nullable Duration retryAfter,
      @Nullable String finishReason,
      List<String> rawReplies,
      @Nullable Throwable cause) {
    super(message, cause);
    this.failureKind = failureKind;
    this.retryAfter = retryAfter;
    this.finishReason = finishReason;
    this.rawReplies = rawReplies;
  }

  public static ModelCallException of(
      FailureKind failureKind, String message, @Nullable Throwable cause) {
    return new ModelCallException(failureKind, message, null, null, List.of(), cause);
  }

  /** The provider of the task was deleted or is no longer valid. */
  public static ModelCallException withoutProvider(Exception cause) {
    return of(
        FailureKind.UNSUPPORTED,
        "The task's provider cannot be used: " + cause.getMessage(),
        cause);
  }

  public static ModelCallException rateLimited(
      String message, @Nullable Duration retryAfter, Throwable cause) {
    return new ModelCallException(
        FailureKind.RATE_LIMITED, message, retryAfter, null, List.of(), cause);
  }

  public static ModelCallException ofReply(
      FailureKind failureKind,
      String message,
      @Nullable String finishReason,
      List<String> rawReplies) {
    return new ModelCallException(failureKind, message, null, finishReason, rawReplies, null);
  }

  /** The same, with the earlier replies that could not be used. */
  public ModelCallException after(List<String> replies) {
    rawReplies = replies;
    return this;
  }

  /** The server refused an optional feature; the next request omits it. */
  public ModelCallException toBeAskedAgain() {
    askedAgain = true;
    return this;
  }

  public boolean isRetryWithoutFeature() {
    return askedAgain;
  }

  /**
   * The call was the probe of a provider that is down. Another item makes the next probe, because
   * this item may be what brings the server down; it waits a little longer.
   */
  public ModelCallException leaveNextTryToOthers(Duration untilThen) {
    ModelCallException left =
        new ModelCallException(
            failureKind, getMessage(), untilThen, finishReason, rawReplies, getCause());
    left.leftToOthers = true;
    return left;
  }

  public boolean isLeftToOthers() {
    return leftToOthers;
  }

  public FailureKind failureKind() {
    return failureKind;
  }

  /** The wait that the server asks for; null if it names none. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  public @Nullable String finishReason() {
    return finishReason;
  }

  /** The replies of the model in this attempt, unchanged; empty if there were none. */
  public List<String> rawReplies() {
    return rawReplies;
  }
}
