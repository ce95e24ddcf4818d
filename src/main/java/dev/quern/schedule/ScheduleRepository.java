package dev.quern.schedule;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.quern.Json;
import dev.quern.Page;
import dev.quern.Paging;
import dev.quern.dataset.PagedQuery;
import dev.quern.dataset.WhereClause;
import dev.quern.task.model.NewTask;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code schedule}. */
@Repository
class ScheduleRepository {

  private static final String INSERT =
      """
      insert into schedule (id, project_id, cron, time_zone, task, next_fire_at)
      values (:id, :project_id, :cron, :time_zone, cast(:task as jsonb), :next_fire_at)
      """;

  private static final PagedQuery<Schedule> LISTING =
      new PagedQuery<>(
          "schedule s",
          "s",
          "select s.* from schedule s",
          "s.create_at, s.id",
          ScheduleRepository::row);

  private static final String FIRED =
      """
      update schedule set next_fire_at = :next_fire_at, last_fire_at = :fired_at,
          last_task_id = coalesce(:task_id, last_task_id), last_error = :error
      where id = :id
      """;

  private final JdbcClient jdbc;

  ScheduleRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(
      String id, String projectId, CronInZone times, String zone, NewTask task, Instant next) {
    jdbc.sql(INSERT)
        .param("id", id)
        .param("project_id", projectId)
        .param("cron", times.cron().toString())
        .param("time_zone", zone)
        .param("task", json(task))
        .param("next_fire_at", Timestamp.from(next))
        .update();
  }

  Optional<Schedule> find(String id) {
    return one("select * from schedule where id = :id", id);
  }

  /** The same, locked against other fires and deletion until the transaction ends. */
  Optional<Schedule> lock(String id) {
    return one("select * from schedule where id = :id for update", id);
  }

  private Optional<Schedule> one(String sql, String id) {
    return jdbc.sql(sql).param("id", id).query(ScheduleRepository::row).optional();
  }

  Page<Schedule> list(@Nullable String projectId, Paging paging) {
    WhereClause where =
        new WhereClause()
            .flag(true, "true", "")
            .and("s.project_id = :project_id", "project_id", projectId);
    return LISTING.page(jdbc, where, paging);
  }

  void fired(
      String id,
      Instant firedAt,
      @Nullable Instant next,
      @Nullable String taskId,
      @Nullable String error) {
    jdbc.sql(FIRED)
        .param("id", id)
        .param("fired_at", Timestamp.from(firedAt))
        .param("next_fire_at", next == null ? null : Timestamp.from(next))
        .param("task_id", taskId)
        .param("error", error)
        .update();
  }

  void delete(String id) {
    jdbc.sql("delete from schedule where id = :id").param("id", id).update();
  }

  private static Schedule row(ResultSet rs, int number) throws SQLException {
    return new Schedule(
        rs.getString("id"),
        rs.getString("project_id"),
        rs.getString("cron"),
        rs.getString("time_zone"),
        task(rs.getString("task")),
        instant(rs, "next_fire_at"),
        instant(rs, "last_fire_at"),
        rs.getString("last_task_id"),
        rs.getString("last_error"),
        rs.getTimestamp("create_at").toInstant());
  }

  private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
    Timestamp time = rs.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }

  private static String json(NewTask task) {
    try {
      return Json.STORED.writeValueAsString(task);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static NewTask task(String json) {
    try {
      return Json.STORED.readValue(json, NewTask.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A stored schedule cannot be read", e);
    }
  }
}
