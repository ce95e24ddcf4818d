package dev.quern.task.preparation;

import dev.quern.DaemonThreads;
import dev.quern.task.model.Task;
import dev.quern.task.queue.RunRequest;
import dev.quern.task.store.ItemRepository;
import dev.quern.task.store.RunRepository;
import dev.quern.task.store.TaskLocks;
import dev.quern.task.type.TaskTypes;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Lists the items of a task that is to begin. Of millions this takes long: it is given up as soon
 * as the task is not to begin any more, and the next one lists anew.
 */
@Component
public class ItemListing {

  private static final Logger log = LoggerFactory.getLogger(ItemListing.class);
  private static final long EVERY_MS = 250;

  private final TaskPreparation preparation;
  private final RunRepository rows;
  private final ItemRepository items;
  private final TaskLocks locks;
  private final TaskTypes types;
  private final ScheduledExecutorService timer = DaemonThreads.timer("listing-watch");

  /** The database sessions that list now, by task. */
  private final Map<RunRequest, Integer> sessions = new ConcurrentHashMap<>();

  ItemListing(
      TaskPreparation preparation,
      RunRepository rows,
      ItemRepository items,
      TaskLocks locks,
      TaskTypes types) {
    this.preparation = preparation;
    this.rows = rows;
    this.items = items;
    this.locks = locks;
    this.types = types;
    timer.scheduleWithFixedDelay(this::lookAndGoOn, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
  }

  /** All items of a task. */
  private final class Listing implements TaskPreparation.Piece<Long> {
    private final RunRequest request;

    Listing(RunRequest request) {
      this.request = request;
    }

    @Override
    public boolean isNeeded(Task task) {
      return !task.counts().listed();
    }

    @Override
    public Long work(Task task, int session) {
      sessions.put(request, session);
      try {
        return items.list(task.id(), types.get(task.taskType()).items(task));
      } finally {
        sessions.remove(request);
      }
    }

    @Override
    public void enter(Long total) {
      rows.listed(request.taskId(), total);
    }
  }

  /** Lists the items, unless they are listed or the task is not to begin any more. */
  public void list(RunRequest request) {
    Listing listing = new Listing(request);
    try {
      preparation.prepare(request, listing);
    } catch (DataAccessException e) {
      if (preparation.isNeeded(request, listing)) {
        throw e;
      }
      log.info(
          "Task {} is not to begin any more; the list of its items is dropped", request.taskId());
    }
  }

  private void lookAndGoOn() {
    try {
      List.copyOf(sessions.keySet()).stream()
          .filter(request -> !preparation.isNeeded(request, new Listing(request)))
          .forEach(this::giveUp);
    } catch (RuntimeException e) {
      log.warn("The tasks whose items are listed cannot be read: {}", e.getMessage());
    }
  }

  private void giveUp(RunRequest request) {
    // A session that has just ended its statement is told in vain: between two it ignores this.
    sessions.computeIfPresent(
        request,
        (key, session) -> {
          locks.cancelStatement(session);
          return session;
        });
  }

  @PreDestroy
  void stop() {
    timer.shutdownNow();
  }
}
