package dev.quern.llm;

/**
 * What requests took, or may take.
 *
 * @param calls requests that were sent
 * @param savedCalls requests that were not sent, since their reply was there already
 * @param inputTokens as the provider counts them, 0 where it does not
 * @param outputTokens as the provider counts them, 0 where it does not
 * @param cost by the provider's prices, in their currency; 0 where it has none
 */
public record Consumption(
    long calls, long savedCalls, long inputTokens, long outputTokens, double cost) {

  /** Nothing at all. */
  public static final Consumption NONE = new Consumption(0, 0, 0, 0, 0);

  /** One request and its tokens. */
  public static Consumption ofCall(long inputTokens, long outputTokens, double cost) {
    return new Consumption(1, 0, inputTokens, outputTokens, cost);
  }

  /** A request that was not sent, since its reply was there already. */
  static final Consumption SAVED = new Consumption(0, 1, 0, 0, 0);

  long tokens() {
    return inputTokens + outputTokens;
  }
}
