package dev.quern.schedule;

import dev.quern.task.model.NewTask;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A recurring task.
 *
 * @param cron six fields, seconds first
 * @param timeZone the time zone of the expression
 * @param task the checked task, with encrypted secrets
 * @param nextFireAt null if there is none
 * @param lastFireAt when the last fire was due
 * @param lastTaskId the id of its last task
 * @param lastError why the last fire created no task; null if it did
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
