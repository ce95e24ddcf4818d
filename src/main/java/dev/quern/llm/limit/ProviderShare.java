package dev.quern.llm.limit;

import dev.quern.llm.limit.Cluster.State;
import dev.quern.llm.limit.Cluster.UnitKind;
import dev.quern.llm.limit.control.Limits;
import dev.quern.llm.limit.control.PacedRate;
import dev.quern.llm.limit.control.WaitQueue;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * This node's share of one provider's limits: it asks the cluster for the places and rate units
 * that its requests need.
 */
final class ProviderShare {

  /** How long before the granted units run out more are requested. */
  private static final long SOON = TimeUnit.MILLISECONDS.toNanos(500);

  /** After this time without a request, the node wants no places. */
  private static final Duration REST = Duration.ofSeconds(5);

  /**
   * The places that this node wants.
   *
   * @param most the provider's own limit; null where it has none
   */
  record Demand(@Nullable Integer most, int wants) {}

  /**
   * The state of a shared rate.
   *
   * @param first units that the request takes whose turn it is
   * @param left granted and not used
   * @param taken units since this was last asked
   */
  record RateDemand(int perMinute, long waiting, long first, long left, long taken) {}

  private final String key;
  private final Cluster cluster;
  private final Lock lock;
  private final Admission admission;
  private final WaitQueue queue;
  private Limits limits = new Limits(null, null, null);
  private long lastUsed = System.nanoTime();

  /**
   * @param key the provider's, the same on all nodes
   * @param lock of the admission and the line
   */
  ProviderShare(String key, Cluster cluster, Lock lock, Admission admission, WaitQueue queue) {
    this.key = key;
    this.cluster = cluster;
    this.lock = lock;
    this.admission = admission;
    this.queue = queue;
  }

  /** The key of the provider in the cluster. */
  String key() {
    return key;
  }

  /** Sets the current settings of the provider. Call with the lock held. */
  void setLimits(Limits current) {
    limits = current;
  }

  /** With the lock held. */
  Limits limits() {
    return limits;
  }

  /** Records that a request was sent or has ended. Call with the lock held. */
  void used(long now) {
    lastUsed = now;
  }

  /**
   * Nanoseconds until a request may go out, as {@link Admission#nanosUntilAdmitted} says; asks the
   * cluster for what is missing, which answers later. With the lock held.
   */
  long untilFree(long now, long tokens) {
    State state = cluster.state();
    admission.setState(state);
    admission.rates(limits, now);
    long wait = admission.nanosUntilAdmitted(limits, now);
    if (limits.any() && state != State.ALONE) {
      ask(now, tokens);
    }
    return wait;
  }

  private void ask(long now, long tokens) {
    if (limits.maxConcurrency() != null && admission.inFlight() >= admission.granted()) {
      cluster.requestPlaces(this);
    }
    for (UnitKind kind : UnitKind.values()) {
      PacedRate rate = admission.sharedRate(kind);
      if (rate != null) {
        boolean requests = kind == UnitKind.REQUESTS;
        long left = rate.left(now);
        boolean soonOver = left < (requests ? 1 : tokens) || rate.grantedUntil(now) - now < SOON;
        if (soonOver && left < (requests ? Math.max(1, queue.size()) : queue.tokens())) {
          cluster.unitsWanted(this, kind);
        }
      }
    }
  }

  /** Whether nothing is in flight or waits, and so for that time. Call with the lock held. */
  boolean isUnused(Duration time) {
    return admission.inFlight() + queue.size() == 0
        && System.nanoTime() - lastUsed > time.toNanos();
  }

  /** How many places this node could use: requests in flight and waiting; 0 after a rest. */
  Demand demand() {
    lock.lock();
    try {
      int wants = admission.inFlight() + queue.size();
      return new Demand(limits.maxConcurrency(), isUnused(REST) ? 0 : Math.max(1, wants));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Has so many places from now on, less if {@code atMost}; what is in flight stays.
   *
   * @return the places that are held: those, or what is in flight where that is more
   */
  int places(int places, boolean atMost) {
    lock.lock();
    try {
      if (!atMost || places < admission.granted()) {
        admission.setGranted(places);
      }
      queue.wakeHead();
      return Math.max(admission.granted(), admission.inFlight());
    } finally {
      lock.unlock();
    }
  }

  /** What is to be known before units are asked for; null where there is no such shared rate. */
  @Nullable RateDemand rateDemand(UnitKind kind) {
    lock.lock();
    try {
      PacedRate rate = admission.sharedRate(kind);
      if (rate == null) {
        return null;
      }
      boolean requests = kind == UnitKind.REQUESTS;
      long now = System.nanoTime();
      return new RateDemand(
          rate.perMinute(),
          requests ? queue.size() : queue.tokens(),
          requests ? 1 : queue.tokensOfHead(),
          rate.left(now),
          rate.takenSince());
    } finally {
      lock.unlock();
    }
  }

  /** Adds granted units, usable from {@code from} on, one per interval. */
  void grant(UnitKind kind, int perMinute, long from, long units) {
    lock.lock();
    try {
      PacedRate rate = admission.sharedRate(kind);
      if (rate != null && rate.perMinute() == perMinute) {
        rate.grant(from, units);
      }
      queue.wakeHead();
    } finally {
      lock.unlock();
    }
  }

  /** Reacts to a change of the cluster. */
  void look() {
    lock.lock();
    try {
      queue.wakeHead();
    } finally {
      lock.unlock();
    }
  }
}
