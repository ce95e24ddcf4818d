package dev.quern.task.run;

import dev.quern.task.store.ItemClaims;
import dev.quern.task.store.ItemRepository;
import dev.quern.task.store.ItemRepository.PendingItem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * The open items of a run, read from the ledger page by page, and those that wait for a retry.
 * While one node has the run alone, it just reads; once another node has joined, each node claims
 * the items that it reads. Not thread-safe: {@link RunItems} holds its lock.
 */
final class PendingItems {

  private static final Logger log = LoggerFactory.getLogger(PendingItems.class);
  private static final int PAGE = 500;
  private static final int AHEAD = 64;

  /** The time after which free items are looked for again if there were none. */
  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

  private static final Duration AFTER_ERROR = Duration.ofSeconds(1);

  private final Run run;
  private final ItemRepository ledger;
  private final ItemClaims claims;
  private final Run.ReadAhead inputs;
  private final Clock clock;
  private final Queue<PendingItem> page = new ArrayDeque<>();
  private final PriorityQueue<PendingItem> later =
      new PriorityQueue<>(
          Comparator.comparing(PendingItem::notBefore).thenComparing(PendingItem::seq));
  private volatile boolean claiming;
  private int lastSeq;
  private int lastReadAhead;
  private boolean allRead;
  private Instant nextLook = Instant.EPOCH;

  /**
   * @param claiming whether other parts of the run may be at work
   */
  PendingItems(
      Run run,
      ItemRepository ledger,
      ItemClaims claims,
      Run.ReadAhead inputs,
      boolean claiming,
      Clock clock) {
    this.run = run;
    this.ledger = ledger;
    this.claims = claims;
    this.inputs = inputs;
    this.claiming = claiming;
    this.clock = clock;
  }

  /**
   * Takes an item that is due; null if there is none now.
   *
   * @param othersInFlight whether the final item has to wait
   * @param places how many items could be in flight now, including this one
   */
  @Nullable PendingItem takeDue(boolean othersInFlight, int places) {
    Instant now = clock.instant();
    if (!later.isEmpty() && !later.peek().notBefore().isAfter(now)) {
      return later.poll();
    }
    while (!page.isEmpty() || readPage(now, othersInFlight, places)) {
      if (page.element().isFinalStep() && !mayBegin(now, othersInFlight)) {
        return null;
      }
      readAhead();
      PendingItem pending = page.remove();
      if (!pending.notBefore().isAfter(now)) {
        return pending;
      }
      later.add(pending);
    }
    return null;
  }

  private void readAhead() {
    if (lastReadAhead < page.element().seq()) {
      List<PendingItem> next = page.stream().limit(AHEAD).toList();
      lastReadAhead = next.get(next.size() - 1).seq();
      inputs.begin(next.stream().map(PendingItem::ref).toList());
    }
  }

  /**
   * Whether the final step may begin: all others have ended, in the ledger too. An item whose
   * failure could not be recorded is open there and known to nobody here; it is read again first.
   */
  private boolean mayBegin(Instant now, boolean othersInFlight) {
    if (othersInFlight || !later.isEmpty() || nextLook.isAfter(now)) {
      return false;
    }
    try {
      if (isLast(ledger.pending(run.task().id(), 0, 2))) {
        return true;
      }
      page.clear();
      lastSeq = 0;
      allRead = false;
    } catch (DataAccessException e) {
      log.warn("What is open of {} cannot be read, trying again: {}", run, e.getMessage());
      nextLook = now.plus(AFTER_ERROR);
    }
    return false;
  }

  private static boolean isLast(List<PendingItem> open) {
    return open.isEmpty() || open.size() == 1 && open.get(0).isFinalStep();
  }

  private boolean readPage(Instant now, boolean othersInFlight, int places) {
    if (allRead || nextLook.isAfter(now)) {
      return false;
    }
    try {
      return claiming ? takePage(now, othersInFlight, places) : readOn();
    } catch (DataAccessException e) {
      // The database is away: the run waits for it, it does not end.
      log.warn("The next items of {} cannot be read, trying again: {}", run, e.getMessage());
      nextLook = claiming ? now.plus(AFTER_ERROR) : Instant.EPOCH;
      return false;
    }
  }

  private boolean readOn() {
    List<PendingItem> read = ledger.pending(run.task().id(), lastSeq, PAGE);
    add(read);
    allRead = read.size() < PAGE;
    return !read.isEmpty();
  }

  private void add(List<PendingItem> read) {
    page.addAll(read);
    if (!read.isEmpty()) {
      lastSeq = read.get(read.size() - 1).seq();
    }
  }

  /**
   * Claims about as many items as are needed for a second, so that no part holds items while
   * another has none. Items that a part gave back come before those that were never claimed, so
   * they are looked for when the end is reached.
   */
  private boolean takePage(Instant now, boolean othersInFlight, int places) {
    int second = (int) Math.ceil(run.activity().throughput().rate());
    int max = Math.min(PAGE, Math.max(places, second));
    List<PendingItem> taken = claims.take(run.task().id(), run.part(), lastSeq, max);
    if (taken.isEmpty() && lastSeq > 0) {
      lastSeq = 0;
      taken = claims.take(run.task().id(), run.part(), lastSeq, max);
    }
    add(taken);
    if (page.isEmpty() && !othersInFlight && later.isEmpty()) {
      finish();
    }
    if (page.isEmpty()) {
      nextLook = now.plus(LOOK_AGAIN);
    }
    return !page.isEmpty();
  }

  /**
   * Handles the case that no item is free: the leader waits for the other parts, and then runs the
   * final item.
   */
  private void finish() {
    if (!run.leads()) {
      allRead = true;
      return;
    }
    // A connection may have broken after it took items, and before this part knew them.
    claims.giveBack(run.task().id(), run.part());
    List<PendingItem> open = ledger.pending(run.task().id(), 0, 2);
    if (isLast(open)) {
      page.addAll(open);
      allRead = true;
    }
  }

  /** Claims the items that are in flight or wait for a retry. */
  void markBegun() {
    claims.takeUpTo(run.task().id(), run.part(), lastBegun());
  }

  private int lastBegun() {
    return page.isEmpty() ? lastSeq : page.element().seq() - 1;
  }

  /**
   * Records that this is committed. Other parts may claim the rest of the page, and from now on
   * every read claims.
   */
  void startClaiming() {
    lastSeq = lastBegun();
    page.clear();
    claiming = true;
    allRead = false;
  }

  /** Records that another part has ended, and may have given items back. */
  void lookForReturned() {
    lastSeq = claiming ? 0 : lastSeq;
    nextLook = Instant.EPOCH;
  }

  /** Whether only items in flight are left. */
  boolean isExhausted() {
    return allRead && page.isEmpty() && later.isEmpty();
  }

  /** Adds an item that will be retried. */
  void retryLater(TaskItem item, boolean counts, Duration delay) {
    later.add(
        new PendingItem(
            item.seq(),
            item.ref(),
            false, // also the last one: all others have ended
            item.attempts() + (counts ? 1 : 0),
            clock.instant().plus(delay),
            item.partialState()));
  }

  /** The time until the next waiting item is due or is looked for; null if nothing waits. */
  @Nullable Duration untilDue() {
    Instant due = later.isEmpty() ? Instant.MAX : later.peek().notBefore();
    if (!allRead && nextLook.isBefore(due) && !nextLook.equals(Instant.EPOCH)) {
      due = nextLook;
    }
    return due.equals(Instant.MAX) ? null : Duration.between(clock.instant(), due);
  }

  /** May be called by any thread, without the lock. */
  boolean isClaiming() {
    return claiming;
  }
}
