package dev.quern.llm.limit;

import dev.quern.llm.limit.control.WaitListener;
import dev.quern.llm.limit.control.WaitQueue;
import dev.quern.llm.limit.control.WaitQueue.Waiter;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;

/** The waits of requests for the limits of one provider. Works with the lock of its limiter. */
final class Waits {

  /** How often a waiting request checks whether it is still wanted. */
  private static final long LOOK = TimeUnit.SECONDS.toNanos(1);

  private final Lock lock;
  private final WaitQueue queue;
  private final Admission admission;
  private final ProviderShare share;
  private final Clock clock;

  Waits(Lock lock, WaitQueue queue, Admission admission, ProviderShare share, Clock clock) {
    this.lock = lock;
    this.queue = queue;
    this.admission = admission;
    this.share = share;
    this.clock = clock;
  }

  /**
   * Joins the line and returns when the request has its turn and may be sent. Call with the lock
   * held; it is held at the end, too.
   *
   * @param group the task, for taking turns
   * @param tokens the estimated tokens
   * @throws WaitTooLongException when the request must wait longer than it may
   * @throws OutdatedRequestException when the provider has changed meanwhile
   * @throws InterruptedException when the thread is interrupted or the request is cancelled
   */
  void await(String group, long tokens, WaitListener listener) throws InterruptedException {
    Waiter waiter = queue.join(group, tokens);
    long begun = System.nanoTime();
    String reason = reason(waiter, begun);
    try {
      awaitTurn(waiter, tokens, listener);
    } finally {
      queue.leave(waiter);
      listener.onWaited(reason, System.nanoTime() - begun);
    }
  }

  private void awaitTurn(Waiter waiter, long tokens, WaitListener listener)
      throws InterruptedException {
    boolean told = false;
    long looked = System.nanoTime();
    while (true) {
      long now = System.nanoTime();
      told |= tell(listener, now);
      if (listener.isCancelled()) {
        throw new InterruptedException("no longer wanted");
      } else if (now - looked >= LOOK) {
        throwIfOutdated(listener);
        looked = System.nanoTime();
        continue;
      }
      long wait = queue.hasTurn(waiter) ? share.untilFree(now, tokens) : Admission.NEVER;
      long left = listener.nanosLeft();
      if (wait <= 0) {
        if (told && !admission.circuit.isOpen()) {
          listener.onResume();
        }
        return;
      } else if (left <= 0 || wait > left && wait != Admission.NEVER) {
        throw new WaitTooLongException(reason(waiter, now), wait);
      }
      waiter.turn().awaitNanos(Math.min(left, Math.min(wait, LOOK)));
    }
  }

  /** Without the lock, because it may ask the database. */
  private void throwIfOutdated(WaitListener listener) {
    lock.unlock();
    boolean outdated;
    try {
      outdated = listener.isOutdated();
    } finally {
      lock.lock();
    }
    if (outdated) {
      throw new OutdatedRequestException();
    }
  }

  private String reason(Waiter waiter, long now) {
    return queue.hasTurn(waiter) ? admission.waitReason(share.limits(), now) : "turn";
  }

  private boolean tell(WaitListener listener, long now) {
    long held = admission.blockedNanos(now);
    if (held > 0) {
      listener.onWait(clock.instant().plusNanos(held));
    }
    return held > 0;
  }
}
