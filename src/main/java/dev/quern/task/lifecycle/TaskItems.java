package dev.quern.task.lifecycle;

import dev.quern.Json;
import dev.quern.task.failure.Backoff;
import dev.quern.task.failure.FailurePolicy;
import dev.quern.task.failure.ItemFailure;
import dev.quern.task.run.DatabaseOutage;
import dev.quern.task.run.ItemOutcome;
import dev.quern.task.run.ItemOutcome.Done;
import dev.quern.task.run.ItemOutcome.Failed;
import dev.quern.task.run.ItemOutcome.Partial;
import dev.quern.task.run.Run;
import dev.quern.task.run.RunStoppedException;
import dev.quern.task.run.StopReason;
import dev.quern.task.run.TaskItem;
import dev.quern.task.type.ItemResult;
import dev.quern.task.type.TaskTypes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The item steps of every task route: begin, store or fail, and release. */
@Component("taskItems")
public class TaskItems {

  private static final Logger log = LoggerFactory.getLogger(TaskItems.class);

  /** Only the first failures of a run are logged; the ledger and the meters have all of them. */
  private static final int LOGGED = 3;

  private final FailurePolicy rules;
  private final TaskMeters meters;
  private final TaskTraces traces;
  private final TaskTypes types;

  TaskItems(FailurePolicy rules, TaskMeters meters, TaskTraces traces, TaskTypes types) {
    this.types = types;
    this.rules = rules;
    this.meters = meters;
    this.traces = traces;
  }

  /**
   * Begins an item on this thread; from now on, stopping the run interrupts the thread.
   *
   * @throws RunStoppedException when the run was stopped since it gave the item out
   * @throws DoneElsewhereException when nothing is to be done, and nobody is to be paid for it
   */
  public TaskItem begin(TaskItem item) {
    meters.begun();
    traces.begin(item);
    item.run().enter();
    if (isDoneElsewhere(item)) {
      throw new DoneElsewhereException(item);
    }
    return item;
  }

  /**
   * Whether nothing is to be done: the task leaves out what is done, and somebody else has done it
   * since the items were listed. An earlier attempt that has paid for a part goes on.
   */
  private boolean isDoneElsewhere(TaskItem item) {
    return item.task().leavesOutDone()
        && item.partialState() == null
        && types.get(item.task().taskType()).isDoneElsewhere(item);
  }

  /**
   * Stores the item's result and marks it as done, in one transaction; returns after the commit.
   */
  public TaskItem store(TaskItem item, Object result) {
    write(new Done(item, result, new CompletableFuture<>()));
    meters.done(item);
    return item;
  }

  /**
   * Stores the partial state of an attempt, such as the turns of a dialogue, so that a later
   * attempt can continue from there ({@link TaskItem#partialState}); returns after the commit.
   *
   * @param partialState JSON
   * @return the item with that partial state, for the following steps
   */
  public TaskItem keep(TaskItem item, String partialState) {
    String storable = Json.withoutNul(partialState);
    write(new Partial(item, storable, new CompletableFuture<>()));
    return item.with(storable);
  }

  /**
   * Records a failed attempt: the item is given out again later, or has failed. One that somebody
   * else has done is done.
   */
  public TaskItem fail(TaskItem item, Throwable exception) {
    if (exception instanceof DoneElsewhereException) {
      log.debug(exception.getMessage());
      return store(item, ItemResult.DONE_ELSEWHERE);
    }
    ItemFailure failure = failure(item, exception);
    traces.failed(failure);
    switch (failure.rule()) {
      case STOPPED -> log.debug("{} was stopped: {}", item, failure.message());
      case FAIL_TASK -> {
        log.warn("{} shows that the task cannot succeed: {}", item, failure.message());
        item.run().stop(StopReason.FATAL, failure.message());
      }
      case FAIL_ITEM -> failed(item, failure);
      case RETRY -> {
        if (item.attempts() + 1 >= item.task().limits().maxAttempts()) {
          failed(item, failure);
        } else {
          again(item, failure, Backoff.OF_ITEMS.next(item.attempts()));
        }
      }
      case WAIT ->
          again(
              item, failure, failure.delay() == null ? Backoff.OF_ITEMS.next(0) : failure.delay());
    }
    return item;
  }

  private ItemFailure failure(TaskItem item, Throwable exception) {
    StopReason stop = item.run().stopped();
    boolean interrupted =
        stop != null && stop != StopReason.PAUSED && Thread.currentThread().isInterrupted();
    if (interrupted || exception instanceof RunStoppedException) {
      return new ItemFailure(
          ItemFailure.Rule.STOPPED,
          "stopped",
          String.valueOf(exception.getMessage()),
          null,
          List.of());
    }
    if (DatabaseOutage.isOutage(exception)) {
      return new ItemFailure(
          ItemFailure.Rule.WAIT,
          "database",
          "The database was away: " + exception,
          null,
          List.of());
    }
    return rules.of(exception);
  }

  /** Frees the item's slot in the window. */
  public void release(TaskItem item) {
    meters.over();
    traces.end();
    item.run().leave();
  }

  private void failed(TaskItem item, ItemFailure failure) {
    if (item.run().activity().countFailure() <= LOGGED) {
      log.info("{} failed: {}", item, failure.message());
    }
    write(new Failed(item, failure, null, new CompletableFuture<>()));
    meters.failed(item, failure);
  }

  private void again(TaskItem item, ItemFailure failure, Duration delay) {
    log.debug("{} is tried again in {}: {}", item, delay, failure.message());
    write(new Failed(item, failure, delay, new CompletableFuture<>()));
    item.run().items().retryLater(item, failure.countsAsAttempt(), delay);
    meters.retried(item, failure);
  }

  private static void write(ItemOutcome outcome) {
    Run run = outcome.item().run();
    if (!(outcome instanceof Partial)) {
      run.beginStoring();
    }
    try {
      run.writer().write(outcome);
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
