package dev.quern.llm.limit;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/**
 * The requests that wait at one provider's limits, tasks taking turns. To be used with the lock
 * held.
 */
final class WaitingLine {

  /** A request that waits; it is woken when it has its turn or something has happened. */
  record Waiter(String group, long tokens, Condition turn) {}

  private final Lock lock;
  private final FairQueue<Waiter> queue = new FairQueue<>();
  private long tokens;

  WaitingLine(Lock lock) {
    this.lock = lock;
  }

  /**
   * Joins the line.
   *
   * @param group whose turn it is: the task
   * @param tokens that the request may take
   */
  Waiter join(String group, long tokens) {
    Waiter waiter = new Waiter(group, tokens, lock.newCondition());
    queue.add(group, waiter);
    this.tokens += tokens;
    return waiter;
  }

  /** Leaves the line, and wakes the one whose turn it is then. */
  void leave(Waiter waiter) {
    queue.remove(waiter.group(), waiter);
    tokens -= waiter.tokens();
    wakeHead();
  }

  boolean hasTurn(Waiter waiter) {
    return queue.head() == waiter;
  }

  /** How many wait. */
  int size() {
    return queue.size();
  }

  /** Tokens that all together may take. */
  long tokens() {
    return tokens;
  }

  /** Tokens that the request may take whose turn it is; 0 where none waits. */
  long tokensOfHead() {
    Waiter head = queue.head();
    return head == null ? 0 : head.tokens();
  }

  void wakeHead() {
    Waiter head = queue.head();
    if (head != null) {
      head.turn().signal();
    }
  }

  void wakeAll() {
    queue.forEach(waiter -> waiter.turn().signal());
  }
}
