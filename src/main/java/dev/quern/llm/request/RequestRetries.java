package dev.quern.llm.request;

import org.jspecify.annotations.Nullable;

/**
 * What was asked again within one attempt of an item: a reply that was cut off once, one that could
 * not be read once, and a bounded number of rate limits.
 */
public final class RequestRetries {

  /** So many are waited out in one attempt of an item. */
  private static final int MAX_RATE_LIMITS = 20;

  private final RequestMessages messages;
  private final @Nullable Integer providersMaxTokens;
  private SecondAsk secondAsk = SecondAsk.with(() -> "");
  private boolean withMoreTokens;
  private boolean withFeedback;
  private int rateLimits;

  RequestRetries(RequestMessages messages, @Nullable Integer providersMaxTokens) {
    this.messages = messages;
    this.providersMaxTokens = providersMaxTokens;
  }

  void by(SecondAsk second) {
    secondAsk = second;
  }

  /** The token limit of the next request; null for the server's own. */
  @Nullable Integer maxTokens() {
    return withMoreTokens && providersMaxTokens != null
        ? Integer.valueOf((int) Math.min(Integer.MAX_VALUE, 2L * providersMaxTokens))
        : providersMaxTokens;
  }

  /**
   * Asks again with twice the provider's token limit, if that has not been done; not without such a
   * limit, because then the server gave all it could.
   */
  public boolean withMoreTokens() {
    if (withMoreTokens || providersMaxTokens == null) {
      return false;
    }
    withMoreTokens = true;
    return true;
  }

  /**
   * Asks again and states the required form, if that has not been done.
   *
   * @param shown whether the model sees what it wrote; it copies an echo and continues with a loop
   * @param echo whether it wrote what it read in the prompt
   */
  public boolean withFeedback(String reply, boolean shown, boolean echo) {
    if (withFeedback) {
      return false;
    }
    withFeedback = true;
    if (echo) {
      messages.rephrase(secondAsk.afterEcho());
    }
    String words = secondAsk.words().get();
    if (words.isEmpty()) {
      return true;
    }
    if (shown && !reply.isBlank()) {
      messages.answer(reply, words);
    } else {
      messages.add(words);
    }
    return true;
  }

  /** Whether the reply that comes next is the last that is asked for. */
  boolean gaveFeedback() {
    return withFeedback;
  }

  /** Counts one more rate limit; false if there were too many. */
  public boolean countRateLimit() {
    rateLimits++;
    return rateLimits <= MAX_RATE_LIMITS;
  }
}
