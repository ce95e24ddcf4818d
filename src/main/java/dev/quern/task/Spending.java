package dev.quern.task;

import org.jspecify.annotations.Nullable;

/**
 * What a run's model calls take, beside what its task may take. A call reserves the most that it
 * may take before it goes out, so that calls in flight at once cannot break a limit together.
 */
final class Spending {

  private final @Nullable Long maxTokens;
  private final @Nullable Double maxCost;
  private long tokens;
  private double cost;
  private long reservedTokens;
  private double reservedCost;
  private Usage unsaved = Usage.NONE;

  Spending(Task task) {
    maxTokens = task.maxTokensTotal();
    maxCost = task.maxCost();
    tokens = task.usage().tokens();
    cost = task.usage().cost();
  }

  /**
   * Sets as much aside for a call.
   *
   * @return null, or the sentence that says which limit the call would break
   */
  synchronized @Nullable String reserve(long callTokens, double callCost) {
    if (maxTokens != null && tokens + reservedTokens + callTokens > maxTokens) {
      return "Stopped before a call that could break max_tokens_total: "
          + tokens
          + " of "
          + maxTokens
          + " tokens are used, and the next call may take "
          + callTokens
          + ".";
    }
    if (maxCost != null && cost + reservedCost + callCost > maxCost) {
      return "Stopped before a call that could break max_cost: %.4f of %.4f are spent, and the next call may cost %.4f."
          .formatted(cost, maxCost, callCost);
    }
    reservedTokens += callTokens;
    reservedCost += callCost;
    return null;
  }

  /** Ends a reservation. */
  synchronized void free(long callTokens, double callCost) {
    reservedTokens -= callTokens;
    reservedCost -= callCost;
  }

  /** Counts what a call took; stored with the next results. */
  synchronized void add(Usage usage) {
    tokens += usage.tokens();
    cost += usage.cost();
    unsaved = unsaved.plus(usage);
  }

  /** What was counted since it was last taken, to be stored. */
  synchronized Usage take() {
    Usage taken = unsaved;
    unsaved = Usage.NONE;
    return taken;
  }

  /** Takes back what was taken and could not be stored. */
  synchronized void putBack(Usage usage) {
    unsaved = unsaved.plus(usage);
  }
}
