package dev.quern.task.run;

import dev.quern.Usage;
import dev.quern.task.model.Task;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a run's model calls within the limits of its task. Each call reserves the most that it may
 * use before it is sent, so that concurrent calls cannot exceed a limit together.
 */
public final class TaskBudget {

  private final @Nullable Long maxTokens;
  private final @Nullable Double maxCost;
  private int open;
  private long tokens;
  private double cost;
  private long reservedTokens;
  private double reservedCost;
  private Usage unsaved = Usage.NONE;

  TaskBudget(Task task) {
    maxTokens = task.limits().maxTokensTotal();
    maxCost = task.limits().maxCost();
    tokens = task.usage().tokens();
    cost = task.usage().cost();
  }

  /**
   * Reserves that much for a call. If it does not fit next to the other reservations, it waits for
   * those, because most calls use less than they reserve.
   *
   * @return null, or a sentence that names the limit that the call would exceed
   */
  synchronized @Nullable String reserve(long callTokens, double callCost)
      throws InterruptedException {
    String broken = broken(callTokens, callCost);
    while (broken != null && open > 0) {
      wait();
      broken = broken(callTokens, callCost);
    }
    if (broken == null) {
      open++;
      reservedTokens += callTokens;
      reservedCost += callCost;
    }
    return broken;
  }

  private @Nullable String broken(long callTokens, double callCost) {
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
      return String.format(
          Locale.ROOT,
          "Stopped before a call that could break max_cost: %.4f of %.4f are spent, and the next"
              + " call may cost %.4f.",
          cost,
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
