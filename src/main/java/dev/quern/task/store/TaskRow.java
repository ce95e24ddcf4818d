package dev.quern.task.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.Json;
import dev.quern.Usage;
import dev.quern.task.model.ModelInfo;
import dev.quern.task.model.Task;
import dev.quern.task.model.TaskInput;
import dev.quern.task.model.TaskState;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code task}, and the JSON that it holds. */
final class TaskRow {

  private TaskRow() {}

  static Task read(ResultSet rs, int row) throws SQLException {
    return new Task(
        rs.getString("id"),
        rs.getString("project_id"),
        rs.getString("task_type"),
        TaskState.of(rs.getString("state")),
        rs.getInt("epoch"),
        rs.getInt("attempt"),
        parse(rs.getString("input"), TaskInput.class),
        parse(rs.getString("config"), ObjectNode.class),
        rs.getString("language"),
        strings(rs.getArray("depends_on")),
        rs.getInt("priority"),
        rs.getInt("parallelism"),
        rs.getBoolean("cache"),
        rs.getString("notify_url"),
        limits(rs),
        new Task.Counts(
            rs.getLong("total_count"),
            rs.getLong("completed_count"),
            rs.getLong("failed_count"),
            rs.getBoolean("listed"),
            rs.getObject("reopen_after", Integer.class),
            rs.getBoolean("items_trimmed")),
        new Task.Attempts(rs.getInt("tries"), rs.getInt("crashes")),
        times(rs),
        new Usage(
            rs.getLong("calls"),
            rs.getLong("input_tokens"),
            rs.getLong("output_tokens"),
            rs.getDouble("cost"),
            rs.getLong("saved_calls")),
        parse(rs.getString("model_info"), ModelInfo.class),
        parse(rs.getString("detail"), ObjectNode.class),
        heartbeat(rs),
        List.of(parse(rs.getString("nodes"), Task.AtWork[].class)),
        rs.getString("note"));
  }

  private static Task.Limits limits(ResultSet rs) throws SQLException {
    return new Task.Limits(
        rs.getDouble("max_failed_ratio"),
        rs.getInt("max_attempts"),
        rs.getInt("max_task_attempts"),
        seconds(rs.getObject("max_duration_seconds", Long.class)),
        rs.getObject("max_tokens_total", Long.class),
        rs.getObject("max_cost") == null ? null : rs.getDouble("max_cost"));
  }

  private static Task.Times times(ResultSet rs) throws SQLException {
    return new Task.Times(
        instant(rs, "run_at"),
        rs.getBoolean("early"),
        instant(rs, "start_time"),
        instant(rs, "end_time"),
        rs.getBoolean("overdue"),
        instant(rs, "create_at"),
        instant(rs, "update_at"));
  }

  static @Nullable String json(@Nullable Object value) {
    try {
      return value == null ? null : Json.SNAKE_CASE.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Without NUL characters, which texts of models and servers may hold and PostgreSQL cannot. */
  static @Nullable String storable(@Nullable String text) {
    return text == null ? null : text.replace('\0', '\uFFFD');
  }

  /** The same as JSON. */
  static String storable(ObjectNode json) {
    return Json.withoutNul(json.toString());
  }

  private static <T> @Nullable T parse(@Nullable String value, Class<T> type) {
    try {
      return value == null ? null : Json.SNAKE_CASE.readValue(value, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A stored task cannot be read", e);
    }
  }

  private static Task.@Nullable Heartbeat heartbeat(ResultSet rs) throws SQLException {
    Instant at = instant(rs, "last_heartbeat");
    String node = rs.getString("picked_by");
    return at == null || node == null ? null : new Task.Heartbeat(node, at);
  }

  private static List<String> strings(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }

  static @Nullable Timestamp timestamp(@Nullable Instant instant) {
    return instant == null ? null : Timestamp.from(instant);
  }

  private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
    Timestamp time = rs.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }

  private static @Nullable Duration seconds(@Nullable Long seconds) {
    return seconds == null ? null : Duration.ofSeconds(seconds);
  }
}
