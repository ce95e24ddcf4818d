package dev.quern.llm.limit;

import dev.quern.llm.limit.control.Limits;
import dev.quern.llm.limit.control.WaitListener;
import dev.quern.llm.limit.control.WaitQueue;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The limits of one provider on this node, shared by all that use it. Requests wait here as long as
 * their {@link WaitListener} allows, and tasks take turns; an interrupt ends the wait at once.
 *
 * <p>{@link WaitQueue} holds the waiting requests, {@link Admission} decides when the next one may
 * be sent, {@link ProviderShare} brings this node's share, and {@link Waits} waits for all three.
 * This class has the lock over them, and the end of requests.
 */
public final class Limiter {

  private static final Duration MAX_PAUSE = Duration.ofDays(1);

  /** Longer than from one probe to the next, where a single item makes them. */
  private static final Duration UNUSED = Duration.ofMinutes(2);

  private final ReentrantLock lock = new ReentrantLock();
  private final WaitQueue queue = new WaitQueue(lock);
  private final Admission admission = new Admission();
  private final ProviderShare share;
  private final Waits waits;
  private @Nullable Object server;

  /**
   * Joins the cluster.
   *
   * @param key the provider's, the same on all nodes
   */
  public Limiter(String key, Cluster cluster, Clock clock) {
    share = new ProviderShare(key, cluster, lock, admission, queue);
    waits = new Waits(lock, queue, admission, share, clock);
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
            queue.wakeAll();
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
      Limits current, String group, String item, long tokens, WaitListener listener)
      throws InterruptedException {
    lock.lockInterruptibly();
    try {
      share.setLimits(current);
      if (queue.size() > 0 || share.untilFree(System.nanoTime(), tokens) > 0) {
        waits.await(group, tokens, listener);
      }
      long now = System.nanoTime();
      share.used(now);
      return admission.take(share.limits(), item, tokens, now);
    } finally {
      lock.unlock();
    }
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
    return locked(queue::size);
  }

  /**
   * Whether the provider counts as down. No longer, once nothing asks for it: without a request
   * nobody learns that it is back, or is not wanted any more.
   */
  public boolean isDown() {
    return locked(() -> admission.circuit.isOpen() && !share.isUnused(UNUSED));
  }

  /**
   * Releases the permit of an ended request; {@code tokens} is what it used, negative if unknown.
   */
  public void release(Permit permit, long tokens) {
    inLock(
        () -> {
          admission.release(permit, tokens);
          share.used(System.nanoTime());
          queue.wakeHead();
        });
  }

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

  /**
   * Records that a call which needed no permit was answered by that server: it is not down, and
   * what waits goes on at once. A pause that the server has asked for stays.
   *
   * @param by as {@link #goesTo} was told; what another one answers says nothing here
   */
  public void reached(Object by) {
    inLock(
        () -> {
          if (by.equals(server)) {
            admission.circuit.close();
            queue.wakeAll();
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
            queue.wakeAll();
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
      queue.wakeAll();
    }
    return open;
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
}
