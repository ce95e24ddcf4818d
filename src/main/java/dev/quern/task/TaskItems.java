package dev.quern.task;

import dev.quern.task.Outcome.Done;
import dev.quern.task.Outcome.Failed;
import dev.quern.task.Outcome.Partial;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What a task type's route does with an item: begin, store or fail, and give its place back. */
@Component("taskItems")
public class TaskItems {

  private static final Logger log = LoggerFactory.getLogger(TaskItems.class);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

  private final FailureRules rules;
  private final TaskMeters meters;

  TaskItems(FailureRules rules, TaskMeters meters) {
    this.rules = rules;
    this.meters = meters;
  }

  /**
   * From here a stop of the run interrupts this thread.
   *
   * @throws RunStoppedException when the run was stopped since it gave the item out
   */
  public TaskItem begin(TaskItem item) {
    item.run().enter();
    return item;
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
   * Keeps what this try has so far, such as the turns of a dialogue, so that a later try goes on
   * from there ({@link TaskItem#partialState}); returns after the commit.
   *
   * @param partialState JSON
   */
  public TaskItem keep(TaskItem item, String partialState) {
    write(new Partial(item, partialState.replace("\\u0000", "\\ufffd"), new CompletableFuture<>()));
    return item;
  }

  /** Notes a failed attempt: the item is given out again later, or has failed. */
  public TaskItem fail(TaskItem item, Throwable exception) {
    ItemFailure failure =
        item.run().stopped() != null
                && item.run().stopped() != Run.Stop.PAUSED
                && Thread.currentThread().isInterrupted()
            ? stopped(exception)
            : rules.of(exception);
    if (exception instanceof RunStoppedException) {
      failure = stopped(exception);
    }
    switch (failure.rule()) {
      case STOPPED -> log.debug("{} was stopped: {}", item, failure.message());
      case FAIL_TASK -> {
        log.warn("{} shows that the task cannot succeed: {}", item, failure.message());
        item.run().stop(Run.Stop.HOPELESS, failure.message());
      }
      case FAIL_ITEM -> failed(item, failure);
      case RETRY -> {
        if (item.attempts() + 1 >= item.task().maxAttempts()) {
          failed(item, failure);
        } else {
          again(item, failure);
        }
      }
    }
    return item;
  }

  /** The place in the window is free. */
  public void release(TaskItem item) {
    item.run().leave();
  }

  private void failed(TaskItem item, ItemFailure failure) {
    log.info("{} failed: {}", item, failure.message());
    write(new Failed(item, failure, null, new CompletableFuture<>()));
    meters.failed(item, failure);
  }

  private void again(TaskItem item, ItemFailure failure) {
    Duration delay = delay(item.attempts());
    log.debug("{} is tried again in {}: {}", item, delay, failure.message());
    write(new Failed(item, failure, delay, new CompletableFuture<>()));
    item.run().items().again(item, delay);
    meters.retried(item, failure);
  }

  /** Exponential, with full jitter: anything between none and all of 1 s, 2 s, 4 s … 2 min. */
  static Duration delay(int attempts) {
    long most = Math.min(LONGEST_WAIT.toMillis(), FIRST_WAIT.toMillis() << Math.min(attempts, 20));
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most + 1));
  }

  private static ItemFailure stopped(Throwable exception) {
    return new ItemFailure(
        ItemFailure.Rule.STOPPED, "stopped", String.valueOf(exception.getMessage()), null, null);
  }

  private static void write(Outcome outcome) {
    Run run = outcome.item().run();
    if (!(outcome instanceof Partial)) {
      run.toStore();
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
