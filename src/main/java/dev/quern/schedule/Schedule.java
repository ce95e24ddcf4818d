package dev.quern.schedule;

import dev.quern.task.model.NewTask;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task that comes again.
 *
 * @param cron six fields, seconds first
 * @param timeZone whose clocks the expression is about
 * @param task as it was checked, secrets encrypted
 * @param nextFireAt null when there is none
 * @param lastFireAt for when the last fire was due
 * @param lastTaskId of the last task that it made
 * @param lastError why the last fire made no task; null when it did
 */
public record Schedule(
    String id,
    String projectId,
    String cron,
    String timeZone,
    NewTask task,
    @Nullable Instant nextFireAt,
    @Nullable Instant lastFireAt,
    @Nullable String lastTaskId,
    @Nullable String lastError,
    Instant createAt) {

  CronInZone times() {
    return CronInZone.of(cron, timeZone);
  }
}
