package dev.quern.schedule;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.quern.Ids;
import dev.quern.Page;
import dev.quern.Paging;
import dev.quern.error.FieldChecks;
import dev.quern.error.InvalidRequestException;
import dev.quern.error.NotFoundException;
import dev.quern.task.Tasks;
import dev.quern.task.model.NewTask;
import java.time.Clock;
import java.time.Instant;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Creates, lists and deletes schedules. A schedule is deleted with its project. */
@Component
@Transactional
public class Schedules {

  private static final String TABLE = "housekeeping_tasks";

  private final ScheduleRepository rows;
  private final Tasks tasks;
  private final JdbcClient jdbc;
  private final SchedulerClient client;
  private final Clock clock;

  Schedules(
      ScheduleRepository rows, Tasks tasks, JdbcClient jdbc, DataSource dataSource, Clock clock) {
    this.rows = rows;
    this.tasks = tasks;
    this.jdbc = jdbc;
    this.client =
        SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(dataSource))
            .tableName(TABLE)
            .build();
    this.clock = clock;
  }

  /**
   * Creates a schedule and its first wake-up in one transaction. Its task is checked as if it were
   * submitted now.
   *
   * @param cron six fields, seconds first
   * @param timeZone null for UTC
   * @throws InvalidRequestException naming what is wrong
   */
  public Schedule create(
      String projectId, @Nullable String cron, @Nullable String timeZone, NewTask task) {
    CronInZone times = CronInZone.of(cron, timeZone);
    requireProject(projectId);
    NewTask checked = checked(projectId, task);
    Instant now = clock.instant();
    Instant next = times.after(now);
    if (next == null) {
      throw InvalidRequestException.field("cron", "names a time that never comes");
    }
    String id = Ids.next();
    rows.insert(id, projectId, times, times.zone().getId(), checked, next);
    client.scheduleIfNotExists(
        new TaskInstance.Builder<Void>(ScheduleConfiguration.NAME, id).build(), next);
    return get(id);
  }

  private void requireProject(String projectId) {
    jdbc.sql("select id from project where id = :id for key share")
        .param("id", projectId)
        .query(String.class)
        .optional()
        .orElseThrow(() -> InvalidRequestException.unknown("project_id", "project", projectId));
  }

  private NewTask checked(String projectId, NewTask task) {
    try {
      new FieldChecks()
          .text("task_type", task.taskType(), 100)
          .that(task.dependsOn() == null, "depends_on", "has no place in a schedule")
          .that(task.runAt() == null, "run_at", "has no place in a schedule: cron says when")
          .done();
      return tasks.checked(projectId, task);
    } catch (InvalidRequestException e) {
      throw e.under("task");
    }
  }

  /**
   * The schedule of that id.
   *
   * @throws NotFoundException when there is none
   */
  @Transactional(readOnly = true)
  public Schedule get(String id) {
    return rows.find(id).orElseThrow(() -> NotFoundException.of("schedule", id));
  }

  /** The schedules of a project, or all, oldest first. */
  @Transactional(readOnly = true)
  public Page<Schedule> list(@Nullable String projectId, Paging paging) {
    return rows.list(projectId, paging);
  }

  /**
   * Deletes a schedule. The tasks that it has created stay.
   *
   * @throws NotFoundException when there is none of that id
   */
  public void delete(String id) {
    rows.lock(id).orElseThrow(() -> NotFoundException.of("schedule", id));
    rows.delete(id);
    // An entry that is at work finds no schedule any more, and goes by itself.
    jdbc.sql(
            """
            delete from housekeeping_tasks
            where task_name = :name and task_instance = :id and not picked
            """)
        .param("name", ScheduleConfiguration.NAME)
        .param("id", id)
        .update();
  }
}
