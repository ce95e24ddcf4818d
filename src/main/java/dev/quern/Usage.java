package dev.quern;

/**
 * The usage of model requests, or its upper limit.
 *
 * @param calls requests that were sent
 * @param inputTokens as the provider counts them, 0 where it does not
 * @param outputTokens as the provider counts them, 0 where it does not
 * @param cost by the provider's prices at the time of each call, in their currency; 0 if it has
 *     none
 * @param savedCalls requests that were not sent, because their replies were cached
 */
public record Usage(long calls, long inputTokens, long outputTokens, double cost, long savedCalls) {

  public static final Usage NONE = new Usage(0, 0, 0, 0, 0);

  /** One request and its tokens. */
  public static Usage ofCall(long inputTokens, long outputTokens, double cost) {
    return new Usage(1, inputTokens, outputTokens, cost, 0);
  }

  /** Requests that were not sent, because their replies were cached. */
  public static Usage ofSaved(long calls) {
    return new Usage(0, 0, 0, 0, calls);
  }

  /** All tokens, in and out. */
  public long tokens() {
    return inputTokens + outputTokens;
  }

  /** The sum of both. */
  public Usage plus(Usage other) {
    return new Usage(
        calls + other.calls,
        inputTokens + other.inputTokens,
        outputTokens + other.outputTokens,
        cost + other.cost,
        savedCalls + other.savedCalls);
  }
}
