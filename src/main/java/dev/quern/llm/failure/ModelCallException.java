package dev.quern.llm.failure;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A model call that brought nothing usable; the message is fit for people and holds no secret. */
public final class ModelCallException extends RuntimeException {

  private final FailureKind callClass;
  private final @Nullable Duration retryAfter;
  private final @Nullable String finishReason;
  private List<String> rawReplies;
  private boolean askedAgain;
  private boolean leftToOthers;

  private ModelCallException(
      FailureKind callClass,
      String message,
      @Nullable Duration retryAfter,
      @Nullable String finishReason,
      List<String> rawReplies,
      @Nullable Throwable cause) {
    super(message, cause);
    this.callClass = callClass;
    this.retryAfter = retryAfter;
    this.finishReason = finishReason;
    this.rawReplies = rawReplies;
  }

  public static ModelCallException of(
      FailureKind callClass, String message, @Nullable Throwable cause) {
    return new ModelCallException(callClass, message, null, null, List.of(), cause);
  }

  /** The provider that a task names was deleted, or changed to what cannot be. */
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
      FailureKind callClass,
      String message,
      @Nullable String finishReason,
      List<String> rawReplies) {
    return new ModelCallException(callClass, message, null, finishReason, rawReplies, null);
  }

  /** The same, where replies came before it that could not be used. */
  public ModelCallException after(List<String> replies) {
    rawReplies = replies;
    return this;
  }

  /** The server refused something that the next request does without. */
  public ModelCallException toBeAskedAgain() {
    askedAgain = true;
    return this;
  }

  public boolean isRetryWithoutFeature() {
    return askedAgain;
  }

  /**
   * It was the call that tried whether a provider that is down is back. The next try is another
   * item's, as it may be this one that brings the server down; this one waits a little longer.
   */
  public ModelCallException leaveNextTryToOthers(Duration untilThen) {
    ModelCallException left =
        new ModelCallException(
            callClass, getMessage(), untilThen, finishReason, rawReplies, getCause());
    left.leftToOthers = true;
    return left;
  }

  public boolean isLeftToOthers() {
    return leftToOthers;
  }

  public FailureKind callClass() {
    return callClass;
  }

  /** How long the server asks to be left alone; null where it names no time. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  public @Nullable String finishReason() {
    return finishReason;
  }

  /** What the model said in this attempt, each reply as it came; none where it said nothing. */
  public List<String> rawReplies() {
    return rawReplies;
  }
}
