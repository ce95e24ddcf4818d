package dev.quern.task.run;

import dev.quern.Usage;
import dev.quern.task.model.Task;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a run's model calls take, beside what its task may take. A call reserves the most that it
 * may take before it goes out, so that calls in flight at once cannot break a limit together. Of
 * several parts of a run each has an allowance, which grows when more is granted.
 */
public final class TaskBudget {

  private final @Nullable Long maxTokens;
  private final @Nullable Double maxCost;
  private int open;
  private int waiting;
  private boolean shared;
  private boolean closed;
  private long elsewhereTokens;
  private double elsewhereCost;
  private Usage largest = Usage.NONE;
  private Usage low = Usage.NONE;
  private long tokens;
  private double cost;
  private long reservedTokens;
  private double reservedCost;
  private Usage unsaved = Usage.NONE;

  /**
   * @param amongOthers whether other parts of the run may be at work; it has no allowance then
   */
  TaskBudget(Task task, boolean amongOthers) {
    maxTokens = task.limits().maxTokensTotal();
    maxCost = task.limits().maxCost();
    tokens = task.usage().tokens();
    cost = task.usage().cost();
    if (amongOthers && isLimited()) {
      share(task.usage());
    }
  }

  public boolean isLimited() {
    return maxTokens != null || maxCost != null;
  }

  /** Whether it has an allowance; else all that is left is its own. */
  public synchronized boolean isShared() {
    return shared;
  }

  /**
   * Leaves to the other parts all that is neither used nor reserved.
   *
   * @param stored what the task's row says is used
   * @return what this part holds: used and not stored, or reserved
   */
  public synchronized Usage share(Usage stored) {
    shared = true;
    elsewhereTokens = maxTokens == null ? 0 : maxTokens - tokens - reservedTokens;
    elsewhereCost = maxCost == null ? 0 : maxCost - cost - reservedCost;
    return amount(tokens + reservedTokens - stored.tokens(), cost + reservedCost - stored.cost());
  }

  /** Whether more is to be granted: calls wait for it, or most of the last grant is used. */
  public synchronized boolean isShort() {
    return shared
        && (waiting > 0
            || maxTokens != null
                && maxTokens - elsewhereTokens - tokens - reservedTokens <= low.tokens()
            || maxCost != null && maxCost - elsewhereCost - cost - reservedCost <= low.cost());
  }

  /** The most that a call so far wanted to take. */
  public synchronized Usage largestCall() {
    return largest;
  }

  /** Raises the allowance. */
  public synchronized void grant(Usage more) {
    elsewhereTokens -= more.tokens();
    elsewhereCost -= more.cost();
    low = amount(more.tokens() / 4, more.cost() / 4);
    notifyAll();
  }

  /** All that is left has been granted, and nobody else is there to leave more. */
  public synchronized void holdAlone() {
    shared = false;
    notifyAll();
  }

  /** No call waits for more to be granted: the run gives out no more items. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** An amount of tokens and money, of no call in particular. */
  public static Usage amount(long tokens, double cost) {
    return new Usage(0, tokens, 0, cost, 0);
  }

  /**
   * Reserves that much for a call. If it does not fit next to the other reservations, it waits for
   * those, because most calls use less than they reserve.
   *
   * @return null, or a sentence that names the limit that the call would exceed
   */
  synchronized @Nullable String reserve(long callTokens, double callCost)
      throws InterruptedException {
    largest = amount(Math.max(largest.tokens(), callTokens), Math.max(largest.cost(), callCost));
    String broken = broken(callTokens, callCost);
    waiting++;
    try {
      while (broken != null && (open > 0 || shared && !closed)) {
        wait();
        broken = broken(callTokens, callCost);
      }
    } finally {
      waiting--;
    }
    if (broken == null) {
      open++;
      reservedTokens += callTokens;
      reservedCost += callCost;
    }
    return broken;
  }

  private @Nullable String broken(long callTokens, double callCost) {
    if (maxTokens != null && tokens + reservedTokens + callTokens > maxTokens - elsewhereTokens) {
      return "Stopped before a call that could break max_tokens_total: "
          + (tokens + elsewhereTokens)
          + " of "
          + maxTokens
          + " tokens are used, and the next call may take "
          + callTokens
          + ".";
    }
    if (maxCost != null && cost + reservedCost + callCost > maxCost - elsewhereCost) {
      return String.format(
          Locale.ROOT,
          "Stopped before a call that could break max_cost: %.4f of %.4f are spent, and the next"
              + " call may cost %.4f.",
          cost + elsewhereCost,
          maxCost,
          callCost);
    }
    return null;
  }

  /** Ends a reservation and counts what the call used; it is stored with the next results. */
  synchronized void settle(long callTokens, double callCost, Usage usage) {
    open--;
    reservedTokens -= callTokens;
    reservedCost = open == 0 ? 0 : reservedCost - callCost; // no rest of rounding
    add(usage);
    notifyAll();
  }

  /** Counts usage that was not reserved here. */
  synchronized void add(Usage usage) {
    tokens += usage.tokens();
    cost += usage.cost();
    unsaved = unsaved.plus(usage);
  }

  /** Returns the usage since the last call of this method, to be stored. */
  public synchronized Usage take() {
    Usage taken = unsaved;
    unsaved = Usage.NONE;
    return taken;
  }

  /** Adds usage back that could not be stored. */
  public synchronized void putBack(Usage usage) {
    unsaved = unsaved.plus(usage);
  }
}
