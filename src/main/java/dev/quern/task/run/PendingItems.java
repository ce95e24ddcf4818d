package dev.quern.task.run;

import dev.quern.task.store.ItemRepository;
import dev.quern.task.store.ItemRepository.PendingItem;
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
 * The open items of a run as the ledger has them, a page in memory at a time, and those of them
 * that wait for another try. Not thread-safe: {@link RunItems} holds its lock.
 */
final class PendingItems {

  private static final Logger log = LoggerFactory.getLogger(PendingItems.class);
  private static final int PAGE = 500;

  private final Run run;
  private final ItemRepository ledger;
  private final Queue<PendingItem> page = new ArrayDeque<>();
  private final PriorityQueue<PendingItem> later =
      new PriorityQueue<>(
          Comparator.comparing(PendingItem::notBefore).thenComparing(PendingItem::seq));
  private int lastSeq;
  private boolean allRead;

  PendingItems(Run run, ItemRepository ledger) {
    this.run = run;
    this.ledger = ledger;
  }

  /**
   * Takes an item that is due; null when none is at this moment.
   *
   * @param othersInFlight whether the one item that comes last has to wait
   */
  @Nullable PendingItem takeDue(boolean othersInFlight) {
    Instant now = Instant.now();
    if (!later.isEmpty() && !later.peek().notBefore().isAfter(now)) {
      return later.poll();
    }
    while (!page.isEmpty() || readPage()) {
      if (page.element().isFinalStep() && (othersInFlight || !later.isEmpty())) {
        return null;
      }
      PendingItem pending = page.remove();
      if (!pending.notBefore().isAfter(now)) {
        return pending;
      }
      later.add(pending);
    }
    return null;
  }

  private boolean readPage() {
    if (allRead) {
      return false;
    }
    try {
      List<PendingItem> read = ledger.pending(run.task().id(), lastSeq, PAGE);
      page.addAll(read);
      allRead = read.size() < PAGE;
      if (!read.isEmpty()) {
        lastSeq = read.get(read.size() - 1).seq();
      }
      return !read.isEmpty();
    } catch (DataAccessException e) {
      // The database is away: the run waits for it, it does not end.
      log.warn("The next items of {} cannot be read, trying again: {}", run, e.getMessage());
      return false;
    }
  }

  /** Whether nothing is left but what is in flight. */
  boolean isExhausted() {
    return allRead && page.isEmpty() && later.isEmpty();
  }

  /** An item is to be tried again. */
  void retryLater(TaskItem item, boolean counts, Duration delay) {
    later.add(
        new PendingItem(
            item.seq(),
            item.ref(),
            false, // also the last one: all others have ended
            item.attempts() + (counts ? 1 : 0),
            Instant.now().plus(delay),
            item.partialState()));
  }

  /** Until the next of those that wait is due; null where none waits. */
  @Nullable Duration untilDue() {
    return later.isEmpty() ? null : Duration.between(Instant.now(), later.peek().notBefore());
  }
}
