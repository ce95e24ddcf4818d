package dev.quern.llm.limit;

import dev.quern.DaemonThreads;
import dev.quern.Node;
import dev.quern.llm.limit.LeaseRepository.Other;
import dev.quern.llm.limit.LeaseRepository.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the nodes on one database share the providers' limits. Each node renews its lease every 2
 * s; with it, and one node at a time, it writes how many places of each provider it wants and
 * holds. It never holds more than the others leave, and gives up what is more than its share as its
 * requests end, so the places of all nodes together are never more than there are. A dead node's
 * come back when its lease of 8 s ends; a node that cannot renew its own sends nothing to a limited
 * provider after 6 s. One that joins waits until all others have seen it: up to then they took all
 * for theirs. A node that is alone does not look at the database for a call.
 */
@Component
class NodeLease implements Cluster, InitializingBean, DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(NodeLease.class);
  private static final Duration LEASE = Duration.ofSeconds(8);
  private static final long TRUSTED_NANOS = TimeUnit.SECONDS.toNanos(6);
  private static final long RENEW_MS = 2000;
  private static final long APART_MS = 1000;
  private static final long SECONDS_A_TURN = 20;

  private final LeaseRepository rows;
  private final SharedRates rates;
  private final TransactionTemplate transaction;
  private final String me;
  private final List<ProviderShare> shares = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService timer = DaemonThreads.timer("node-lease");
  private final AtomicBoolean asked = new AtomicBoolean();
  private volatile State state = State.WAITING;
  private volatile long trustedUntil = System.nanoTime();
  private volatile int nodes = 1;
  private volatile long lastRound = System.nanoTime() - TRUSTED_NANOS;

  NodeLease(LeaseRepository rows, SharedRates rates, TransactionTemplate transaction, Node node) {
    this.rows = rows;
    this.rates = rates;
    this.transaction = transaction;
    this.me = node.name();
  }

  @Override
  public void afterPropertiesSet() {
    transaction.executeWithoutResult(
        status -> {
          rows.lock();
          rows.removePlaces(me); // of a process that had this name before
        });
    renew();
    timer.scheduleWithFixedDelay(this::renew, RENEW_MS, RENEW_MS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void joined(ProviderShare share) {
    shares.add(share);
  }

  @Override
  public State state() {
    return System.nanoTime() - trustedUntil < 0 ? state : State.WAITING;
  }

  /** Renews before it is due, but not more than once a second. */
  @Override
  public void requestPlaces(ProviderShare share) {
    if (asked.compareAndSet(false, true)) {
      long since = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastRound);
      timer.schedule(this::renew, Math.max(0, APART_MS - since), TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void unitsWanted(ProviderShare share, UnitKind kind) {
    rates.wanted(share, kind, nodes);
  }

  synchronized void renew() {
    asked.set(false);
    long begun = System.nanoTime();
    lastRound = begun;
    try {
      List<Runnable> afterCommit = new ArrayList<>();
      State now = transaction.execute(status -> look(afterCommit));
      trustedUntil = begun + TRUSTED_NANOS;
      if (now != state) {
        log.info("Nodes that divide the limits of providers: {} ({})", nodes, now);
      }
      state = now;
      afterCommit.forEach(Runnable::run);
      shares.forEach(ProviderShare::look);
    } catch (RuntimeException e) {
      log.warn("The lease of this node cannot be renewed, trying again: {}", e.getMessage());
    }
  }

  private State look(List<Runnable> afterCommit) {
    rows.lock();
    rows.removeDead(LEASE);
    rows.renew(me);
    List<Other> others = rows.others(me);
    if (others.stream().allMatch(other -> other.knowsMe() == null)) {
      nodes = 1;
      rows.removePlaces(me);
      return State.ALONE;
    }
    nodes = 1 + others.size();
    if (!others.stream().allMatch(other -> Boolean.TRUE.equals(other.knowsMe()))) {
      shares.forEach(this::announce);
      return State.WAITING;
    }
    boolean wasAlone = state == State.ALONE;
    if (wasAlone) {
      state = State.AMONG_OTHERS; // from here on nothing goes out that is not counted below
    }
    List<Place> places = rows.places();
    for (ProviderShare share : shares) {
      divide(share, places, others.get(0).now() / SECONDS_A_TURN, wasAlone, afterCommit);
    }
    return State.AMONG_OTHERS;
  }

  /** Tells the other nodes what this node wants, so that they release places. */
  private void announce(ProviderShare share) {
    ProviderShare.Demand demand = share.demand();
    if (demand.most() != null && demand.wants() > 0) {
      int held = share.places(0, false);
      rows.put(new Place(me, share.key(), demand.wants(), held));
    }
  }

  /**
   * Given-up places are free before the others see them; new places are used only after they were
   * granted.
   */
  private void divide(
      ProviderShare share,
      List<Place> places,
      long turn,
      boolean wasAlone,
      List<Runnable> afterCommit) {
    ProviderShare.Demand demand = share.demand();
    if (demand.most() == null || demand.wants() == 0) {
      share.places(0, false);
      rows.removePlace(me, share.key());
      return;
    }
    SortedMap<String, Integer> wants = new TreeMap<>(Map.of(me, demand.wants()));
    int heldByOthers = 0;
    for (Place place : places) {
      if (place.provider().equals(share.key()) && !place.node().equals(me)) {
        wants.put(place.node(), place.wants());
        heldByOthers += place.held();
      }
    }
    int fair = FairShares.of(demand.most(), wants, turn).getOrDefault(me, 0);
    int target = Math.max(0, Math.min(fair, demand.most() - heldByOthers));
    int held = share.places(target, !wasAlone);
    rows.put(new Place(me, share.key(), demand.wants(), Math.max(held, target)));
    afterCommit.add(() -> share.places(target, false));
  }

  /** Releases all places for the other nodes at once. */
  @Override
  public void destroy() {
    timer.shutdownNow();
    try {
      rows.remove(me);
    } catch (RuntimeException e) {
      log.warn("This node's lease cannot be given back, it ends by itself: {}", e.getMessage());
    }
  }
}
