package dev.quern.llm.limit;

import dev.quern.llm.limit.Cluster.UnitKind;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The limits of one provider on this node, shared by all that use it. Requests wait here without a
 * time-out of their own, tasks taking turns; an interrupt ends the wait at once.
 *
 * <p>Camel's throttle was measured wrong for concurrency with calls over 10 s, lets a whole
 * period's allowance out at once, and its limits do not change while it runs.
 */
public final class Limiter {

  private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

  /** So long before granted units are over, more are asked for. */
  private static final long SOON = TimeUnit.MILLISECONDS.toNanos(500);

  /** So often one that is held up looks whether it is still wanted. */
  private static final long LOOK = TimeUnit.SECONDS.toNanos(1);

  private static final class Waiter {
    final long tokens;
    final Condition turn;

    Waiter(long tokens, Condition turn) {
      this.tokens = tokens;
      this.turn = turn;
    }
  }

  private final String key;
  private final Cluster cluster;
  private final ReentrantLock lock = new ReentrantLock();
  private final FairQueue<Waiter> queue = new FairQueue<>();
  private final Admission admission = new Admission();
  private long waitingTokens;
  private long lastUsed = System.nanoTime();
  private Limits limits = new Limits(null, null, null);

  /**
   * @param key the provider's, the same on all nodes
   */
  public Limiter(String key, Cluster cluster) {
    this.key = key;
    this.cluster = cluster;
  }

  /** The provider's name among the nodes. */
  public String key() {
    return key;
  }

  /**
   * Waits until one more request may go out.
   *
   * @param group whose turn it is: the task
   * @param item whose request it is
   * @param tokens that it may take, estimated, in and out
   */
  public Permit acquire(Limits current, String group, String item, long tokens, Patience patience)
      throws InterruptedException {
    lock.lockInterruptibly();
    try {
      limits = current;
      long now = System.nanoTime();
      if (queue.size() == 0 && untilFree(now, tokens) <= 0) {
        return take(item, tokens, now);
      }
      return await(group, item, tokens, patience);
    } finally {
      lock.unlock();
    }
  }

  private Permit await(String group, String item, long tokens, Patience patience)
      throws InterruptedException {
    Waiter waiter = new Waiter(tokens, lock.newCondition());
    queue.add(group, waiter);
    waitingTokens += tokens;
    boolean told = false;
    try {
      while (true) {
        long now = System.nanoTime();
        boolean held = tell(patience, now);
        told |= held;
        if (held && patience.isOver()) {
          throw new InterruptedException("no longer wanted");
        }
        long wait = queue.head() == waiter ? untilFree(now, tokens) : Admission.NEVER;
        if (wait <= 0) {
          if (told && !admission.circuit.isOpen()) {
            patience.goesOn();
          }
          return take(item, tokens, now);
        } else if (wait == Admission.NEVER && !held) {
          waiter.turn.await();
        } else {
          waiter.turn.awaitNanos(held ? Math.min(wait, LOOK) : wait);
        }
      }
    } finally {
      queue.remove(group, waiter);
      waitingTokens -= tokens;
      signalHead();
    }
  }

  private Permit take(String item, long tokens, long now) {
    lastUsed = now;
    return admission.take(limits, item, tokens, now);
  }

  private long untilFree(long now, long tokens) {
    Cluster.State state = cluster.state();
    admission.state(state);
    admission.rates(limits, now);
    long wait = admission.untilFree(limits, now);
    if (limits.any() && state != Cluster.State.ALONE) {
      ask(now, tokens);
    }
    return wait;
  }

  /** Asks the cluster for what is missing; that answers later. */
  private void ask(long now, long tokens) {
    if (limits.maxConcurrency() != null && admission.inFlight() >= admission.granted()) {
      cluster.wanted(this);
    }
    for (UnitKind kind : UnitKind.values()) {
      EvenRate rate = admission.sharedRate(kind);
      if (rate != null) {
        boolean requests = kind == UnitKind.REQUESTS;
        long left = rate.left(now);
        boolean soonOver = left < (requests ? 1 : tokens) || rate.grantedUntil(now) - now < SOON;
        if (soonOver && left < (requests ? Math.max(1, queue.size()) : waitingTokens)) {
          cluster.unitsWanted(this, kind);
        }
      }
    }
  }

  private boolean tell(Patience patience, long now) {
    long held = admission.held(now);
    if (held > 0) {
      patience.waits(Instant.now().plusNanos(held));
    }
    return held > 0;
  }

  private void signalHead() {
    Waiter head = queue.head();
    if (head != null) {
      head.turn.signal();
    }
  }

  /** The request has ended; {@code tokens} is what it took, negative where that is not known. */
  public void release(Permit permit, long tokens) {
    lock.lock();
    try {
      admission.release(permit, tokens);
      lastUsed = System.nanoTime();
      signalHead();
    } finally {
      lock.unlock();
    }
  }

  /** A reply came. */
  public void succeeded(Permit permit) {
    lock.lock();
    try {
      admission.headroom.succeeded();
      admission.circuit.alive();
    } finally {
      lock.unlock();
    }
  }

  /** The provider answered, and that it cannot do this. */
  public void answered(Permit permit) {
    lock.lock();
    try {
      admission.circuit.alive();
    } finally {
      lock.unlock();
    }
  }

  /** The provider asks for patience: no request goes out for that long, a day at most. */
  public void pause(Permit permit, Duration duration) {
    lock.lock();
    try {
      boolean tooLong = duration.compareTo(LONGEST_PAUSE) > 0;
      long nanos = tooLong ? LONGEST_PAUSE.toNanos() : Math.max(0, duration.toNanos());
      admission.circuit.alive();
      admission.pause(permit, nanos, System.nanoTime());
      queue.forEach(waiter -> waiter.turn.signal());
    } finally {
      lock.unlock();
    }
  }

  /**
   * The request found the provider down.
   *
   * @param connected whether there was a connection
   * @return whether the circuit is open, so that the request may wait for the provider here
   */
  public boolean down(Permit permit, boolean connected) {
    lock.lock();
    try {
      boolean open =
          admission.circuit.down(permit.item(), connected, permit.probe(), System.nanoTime());
      if (open) {
        queue.forEach(waiter -> waiter.turn.signal());
      }
      return open;
    } finally {
      lock.unlock();
    }
  }

  /**
   * What this limiter could use of the provider's places: in flight and waiting; 0 after a rest.
   */
  Demand demand() {
    lock.lock();
    try {
      int wants = admission.inFlight() + queue.size();
      boolean rests = wants == 0 && System.nanoTime() - lastUsed > TimeUnit.SECONDS.toNanos(5);
      return new Demand(limits.maxConcurrency(), rests ? 0 : Math.max(1, wants));
    } finally {
      lock.unlock();
    }
  }

  /**
   * What is wanted.
   *
   * @param most the provider's own limit; null where it has none
   */
  record Demand(@Nullable Integer most, int wants) {}

  /**
   * Has so many places from now on, less if {@code atMost}; what is in flight stays.
   *
   * @return the places that are held: those, or what is in flight where that is more
   */
  int places(int places, boolean atMost) {
    lock.lock();
    try {
      if (!atMost || places < admission.granted()) {
        admission.granted(places);
      }
      signalHead();
      return Math.max(admission.granted(), admission.inFlight());
    } finally {
      lock.unlock();
    }
  }

  /** Units that may be used from {@code from} on, one an interval. */
  void grant(UnitKind kind, int perMinute, long from, long units) {
    lock.lock();
    try {
      EvenRate rate = admission.sharedRate(kind);
      if (rate != null && rate.perMinute() == perMinute) {
        rate.grant(from, units);
      }
      signalHead();
    } finally {
      lock.unlock();
    }
  }

  /** What is to be known before units are asked for; null where there is no such shared rate. */
  @Nullable RateDemand rateDemand(UnitKind kind) {
    lock.lock();
    try {
      EvenRate rate = admission.sharedRate(kind);
      if (rate == null) {
        return null;
      }
      long now = System.nanoTime();
      long waiting = kind == UnitKind.REQUESTS ? queue.size() : waitingTokens;
      Waiter head = queue.head();
      long first = kind == UnitKind.REQUESTS ? 1 : head == null ? 0 : head.tokens;
      return new RateDemand(
          rate.perMinute(),
          waiting,
          first,
          rate.left(now),
          rate.grantedUntil(now) - now,
          rate.takenSince());
    } finally {
      lock.unlock();
    }
  }

  /**
   * The state of a shared rate.
   *
   * @param first units that the request takes whose turn it is
   * @param left granted and not used
   * @param ahead nanoseconds until the last grant ends
   * @param taken units since this was last asked
   */
  record RateDemand(int perMinute, long waiting, long first, long left, long ahead, long taken) {}

  /** The cluster has changed. */
  void look() {
    lock.lock();
    try {
      signalHead();
    } finally {
      lock.unlock();
    }
  }
}
