package dev.quern.llm.limit.control;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/**
 * The requests that wait at one provider's limits, tasks taking turns. To be used with the lock
 * held.
 */
public final class WaitQueue {

  /** A request that waits; it is woken when it has its turn or something has happened. */
  public record Waiter(String group, long tokens, Condition turn) {}

  private final Lock lock;
  private final FairQueue<Waiter> queue = new FairQueue<>();
  private long tokens;

  public WaitQueue(Lock lock) {
    this.lock = lock;
  }

  /**
   * Joins the line.
   *
   * @param group whose turn it is: the task
   * @param tokens that the request may take
   */
  public Waiter join(String group, long tokens) {
    Waiter waiter = new Waiter(group, tokens, lock.newCondition());
    queue.add(group, waiter);
    this.tokens += tokens;
    return waiter;
  }

  /** Leaves the line, and wakes the one whose turn it is then. */
  public void leave(Waiter waiter) {
    queue.remove(waiter.group(), waiter);
    tokens -= waiter.tokens();
    wakeHead();
  }

  public boolean hasTurn(Waiter waiter) {
    return queue.head() == waiter;
  }

  /** How many wait. */
  public int size() {
    return queue.size();
  }

  /** Tokens that all together may take. */
  public long tokens() {
    return tokens;
  }

  /** Tokens that the request may take whose turn it is; 0 where none waits. */
  public long tokensOfHead() {
    Waiter head = queue.head();
    return head == null ? 0 : head.tokens();
  }

  public void wakeHead() {
    Waiter head = queue.head();
    if (head != null) {
      head.turn().signal();
    }
  }

  public void wakeAll() {
    queue.forEach(waiter -> waiter.turn().signal());
  }
}
