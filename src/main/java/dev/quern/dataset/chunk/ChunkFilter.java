package dev.quern.dataset.chunk;

import dev.quern.dataset.RowFilter;
import dev.quern.dataset.WhereClause;
import org.jspecify.annotations.Nullable;

/** Which chunks of a project are wanted; what is null filters nothing. */
public final class ChunkFilter implements RowFilter {

  private final WhereClause conditions;

  private ChunkFilter(WhereClause conditions) {
    this.conditions = conditions;
  }

  /** All chunks of the project. */
  public static ChunkFilter all(String projectId) {
    return new ChunkFilter(
        new WhereClause().and("c.project_id = :project_id", "project_id", projectId));
  }

  /** The file that it was cut from. */
  public ChunkFilter withFile(@Nullable String value) {
    return with("c.file_id = :file_id", "file_id", value);
  }

  /** The task that made it. */
  public ChunkFilter withTask(@Nullable String value) {
    return with("c.task_id = :task_id", "task_id", value);
  }

  /** Whether it is left out of generation. */
  public ChunkFilter withSkipped(@Nullable Boolean skipped) {
    return new ChunkFilter(
        conditions.copy().flag(skipped, "c.skip_reason is not null", "c.skip_reason is null"));
  }

  /** A text that name or content holds, ignoring case. */
  public ChunkFilter withText(@Nullable String text) {
    return new ChunkFilter(conditions.copy().contains(text, "c.name", "c.content"));
  }

  private ChunkFilter with(String condition, String name, @Nullable Object value) {
    return new ChunkFilter(conditions.copy().and(condition, name, value));
  }

  @Override
  public WhereClause where() {
    return conditions;
  }

  @Override
  public String toString() {
    return conditions.sql() + " " + conditions.values();
  }
}
