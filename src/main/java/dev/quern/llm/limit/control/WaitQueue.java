package dev.quern.llm.limit.control;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/**
 * The requests that wait for the limits of one provider; tasks take turns. Use it with the lock
 * held.
 */
public final class WaitQueue {

  /** A waiting request; it is woken when it is its turn or something has changed. */
  public record Waiter(String group, long tokens, Condition turn) {}

  private final Lock lock;
  private final FairQueue<Waiter> queue = new FairQueue<>();
  private long tokens;

  public WaitQueue(Lock lock) {
    this.lock = lock;
  }

  /**
   * Adds a request.
   *
   * @param group the task, for taking turns
   * @param tokens the tokens that the request may use
   */
  public Waiter join(String group, long tokens) {
    Waiter waiter = new Waiter(group, tokens, lock.newCondition());
    queue.add(group, waiter);
    this.tokens += tokens;
    return waiter;
  }

  /** Removes a request, and wakes the next one. */
  public void leave(Waiter waiter) {
    queue.remove(waiter.group(), waiter);
    tokens -= waiter.tokens();
    wakeHead();
  }

  public boolean hasTurn(Waiter waiter) {
    return queue.head() == waiter;
  }

  /** The number of waiting requests. */
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
