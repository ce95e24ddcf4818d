package dev.quern.schedule;

import dev.quern.error.Excerpt;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Creates the task of a due schedule. The task and the schedule's next time are written in one
 * transaction with its row locked, so a repeated wake-up for the same fire does nothing.
 */
class ScheduleFiring {

  private static final Logger log = LoggerFactory.getLogger(ScheduleFiring.class);
  private static final int MAX_CHARACTERS = 1000;

  private final ScheduleRepository rows;
  private final Submit submit;
  private final TransactionTemplate transaction;
  private final Clock clock;

  ScheduleFiring(
      ScheduleRepository rows, Submit submit, TransactionTemplate transaction, Clock clock) {
    this.rows = rows;
    this.submit = submit;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Submits a task, and returns its id. */
  interface Submit {
    String task(Schedule schedule);
  }

  /**
   * Makes the due fire, if there is one.
   *
   * @return the time of the next wake-up; empty if the schedule has ended or was deleted
   * @throws DataAccessException when the database is unreachable; the fire is still due
   */
  Optional<Instant> fire(String id) {
    try {
      return next(id, null);
    } catch (DataAccessException | TransactionException e) {
      throw e;
    } catch (RuntimeException e) {
      // Refused as it would be over REST: the schedule goes on, and says so.
      log.warn("Schedule {} could not make its task: {}", id, e.getMessage());
      return next(id, e);
    }
  }

  private Optional<Instant> next(String id, @Nullable RuntimeException refusal) {
    return Optional.ofNullable(
        transaction.execute(
            status -> rows.lock(id).map(schedule -> next(schedule, refusal)).orElse(null)));
  }

  private @Nullable Instant next(Schedule schedule, @Nullable RuntimeException refusal) {
    Instant due = schedule.nextFireAt();
    Instant now = clock.instant();
    if (due == null || due.isAfter(now)) {
      return due;
    }
    String taskId = refusal == null ? submit.task(schedule) : null;
    Instant next = schedule.times().afterFire(due, now);
    rows.fired(schedule.id(), due, next, taskId, refusal == null ? null : reason(refusal));
    return next;
  }

  private static String reason(RuntimeException refusal) {
    return Excerpt.of(String.valueOf(refusal.getMessage()), MAX_CHARACTERS);
  }
}
