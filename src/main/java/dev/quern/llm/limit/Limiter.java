package dev.quern.llm.limit;

import dev.quern.llm.limit.control.Limits;
import dev.quern.llm.limit.control.WaitListener;
import dev.quern.llm.limit.control.WaitQueue;
import dev.quern.llm.limit.control.WaitQueue.Waiter;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The limits of one provider on this node, shared by all that use it. Requests wait here as long as
 * their {@link WaitListener} allows, and tasks take turns; an interrupt ends the wait at once.
 *
 * <p>{@link WaitQueue} holds the waiting requests, {@link Admission} decides when the next one may
 * be sent, and {@link ProviderShare} brings this node's share. This class has the lock over all
 * three, the waiting, and the end of requests.
 */
public final class Limiter {

  private static final Duration MAX_PAUSE = Duration.ofDays(1);

  /** How often a waiting request checks whether it is still wanted. */
  private static final long LOOK = TimeUnit.SECONDS.toNanos(1);

  private final ReentrantLock lock = new ReentrantLock();
  private final WaitQueue line = new WaitQueue(lock);
  private final Admission admission = new Admission();
  private final ProviderShare share;
  private final Clock clock;
  private @Nullable Object server;

  /**
   * Joins the cluster.
   *
   * @param key the provider's, the same on all nodes
   */
  public Limiter(String key, Cluster cluster, Clock clock) {
    this.clock = clock;
    share = new ProviderShare(key, cluster, lock, admission, line);
    cluster.joined(share);
  }

  /** This node's share of the provider. */
  ProviderShare share() {
    return share;
  }

  /**
   * Says where the next requests go. What is known of another server, or of another account there,
   * such as that it is down or has asked for a pause, does not hold for it.
   *
   * @param now equal to the one before while nothing has changed
   */
  public void goesTo(Object now) {
    inLock(
        () -> {
          if (server != null && !server.equals(now)) {
            admission.reset(System.nanoTime());
            line.wakeAll();
          }
          server = now;
        });
  }

  /**
   * Waits until one more request may be sent.
   *
   * @param group the task, for taking turns
   * @param item the item of the request
   * @param tokens the estimated tokens, input and output
   * @throws WaitTooLongException when the request must wait longer than it may
   * @throws OutdatedRequestException when the provider has changed while it waited
   */
  public Permit acquire(
      Limits current, String group, String item, long tokens, WaitListener patience)
      throws InterruptedException {
    lock.lockInterruptibly();
    try {
      share.limits(current);
      long now = System.nanoTime();
      if (line.size() == 0 && share.untilFree(now, tokens) <= 0) {
        return take(item, tokens, now);
      }
      return await(group, item, tokens, patience);
    } finally {
      lock.unlock();
    }
  }

  private Permit await(String group, String item, long tokens, WaitListener patience)
      throws InterruptedException {
    Waiter waiter = line.join(group, tokens);
    boolean told = false;
    long begun = System.nanoTime();
    long looked = begun;
    String reason = reason(waiter, begun);
    try {
      while (true) {
        long now = System.nanoTime();
        boolean held = tell(patience, now);
        told |= held;
        if (patience.isCancelled()) {
          throw new InterruptedException("no longer wanted");
        } else if (now - looked >= LOOK) {
          throwIfOutdated(patience);
          looked = System.nanoTime();
          continue;
        }
        long wait = line.hasTurn(waiter) ? share.untilFree(now, tokens) : Admission.NEVER;
        long left = patience.nanosLeft();
        if (wait <= 0) {
          if (told && !admission.circuit.isOpen()) {
            patience.onResume();
          }
          return take(item, tokens, now);
        } else if (left <= 0 || wait > left && wait != Admission.NEVER) {
          throw new WaitTooLongException(reason(waiter, now), wait);
        }
        waiter.turn().awaitNanos(Math.min(left, Math.min(wait, LOOK)));
      }
    } finally {
      line.leave(waiter);
      patience.onWaited(reason, System.nanoTime() - begun);
    }
  }

  /** Without the lock, because it may ask the database. */
  private void throwIfOutdated(WaitListener patience) {
    lock.unlock();
    boolean outdated;
    try {
      outdated = patience.isOutdated();
    } finally {
      lock.lock();
    }
    if (outdated) {
      throw new OutdatedRequestException();
    }
  }

  private String reason(Waiter waiter, long now) {
    return line.hasTurn(waiter) ? admission.waitReason(share.limits(), now) : "turn";
  }

  private Permit take(String item, long tokens, long now) {
    share.used(now);
    return admission.take(share.limits(), item, tokens, now);
  }

  private boolean tell(WaitListener patience, long now) {
    long held = admission.blockedNanos(now);
    if (held > 0) {
      patience.onWait(clock.instant().plusNanos(held));
    }
    return held > 0;
  }

  /** How long the provider is paused, because it is down or has asked for it. */
  public Duration untilNextTry() {
    return locked(() -> Duration.ofNanos(Math.max(0, admission.blockedNanos(System.nanoTime()))));
  }

  /** Requests in flight from this node. */
  public int inFlight() {
    return locked(admission::inFlight);
  }

  /** Requests that wait for the limits. */
  public int waiting() {
    return locked(line::size);
  }

  /** Whether the provider counts as down. */
  public boolean isCircuitOpen() {
    return locked(admission.circuit::isOpen);
  }

  private void inLock(Runnable work) {
    locked(
        () -> {
          work.run();
          return true;
        });
  }

  private <T> T locked(Supplier<T> value) {
    lock.lock();
    try {
      return value.get();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Releases the permit of an ended request; {@code tokens} is what it used, negative if unknown.
   */
  public void release(Permit permit, long tokens) {
    inLock(
        () -> {
          admission.release(permit, tokens);
          share.used(System.nanoTime());
          line.wakeHead();
        });
  }

  /** A reply came. */
  public void succeeded(Permit permit) {
    inLock(
        () -> {
          if (!admission.wentElsewhere(permit)) {
            admission.concurrency.increase();
            admission.circuit.close();
          }
        });
  }

  /** Records that the provider answered with a refusal. */
  public void answered(Permit permit) {
    inLock(
        () -> {
          if (!admission.wentElsewhere(permit)) {
            admission.circuit.close();
          }
        });
  }

  /** Pauses the provider, as it has asked for; a day at most. */
  public void pause(Permit permit, Duration duration) {
    boolean tooLong = duration.compareTo(MAX_PAUSE) > 0;
    long nanos = tooLong ? MAX_PAUSE.toNanos() : Math.max(0, duration.toNanos());
    inLock(
        () -> {
          if (!admission.wentElsewhere(permit)) {
            admission.circuit.close();
            admission.pause(permit, nanos, System.nanoTime());
            line.wakeAll();
          }
        });
  }

  /**
   * Records that the request found the provider down.
   *
   * @param connected whether there was a connection
   * @return whether the circuit is open, so that the request may wait for the provider here
   */
  public boolean down(Permit permit, boolean connected) {
    return locked(() -> !admission.wentElsewhere(permit) && opens(permit, connected));
  }

  private boolean opens(Permit permit, boolean connected) {
    boolean open =
        admission.circuit.recordFailure(
            permit.item(), connected, permit.probe(), System.nanoTime());
    if (open) {
      line.wakeAll();
    }
    return open;
  }
}
