package dev.quern.task;

/**
 * What a task asked of models.
 *
 * @param calls requests that were sent
 * @param inputTokens as the providers count them
 * @param outputTokens as the providers count them
 * @param cost by the providers' prices at the time of each call, in their currency
 * @param savedCalls requests that were not sent, since their reply was stored already
 */
public record Usage(long calls, long inputTokens, long outputTokens, double cost, long savedCalls) {

  /** Nothing at all. */
  public static final Usage NONE = new Usage(0, 0, 0, 0, 0);

  /** All tokens, in and out. */
  public long tokens() {
    return inputTokens + outputTokens;
  }

  /** Both together. */
  public Usage plus(Usage other) {
    return new Usage(
        calls + other.calls,
        inputTokens + other.inputTokens,
        outputTokens + other.outputTokens,
        cost + other.cost,
        savedCalls + other.savedCalls);
  }
}
