package dev.quern.dataset.chunk;

import dev.quern.dataset.WhereClause;
import org.jspecify.annotations.Nullable;

/**
 * Which chunks of a project are wanted; what is null filters nothing.
 *
 * @param skipped whether it is left out of generation
 * @param holds a text that name or content holds, in whatever case
 */
public record ChunkFilter(
    String projectId,
    @Nullable String fileId,
    @Nullable String taskId,
    @Nullable Boolean skipped,
    @Nullable String holds) {

  /** All chunks of the project. */
  public static ChunkFilter all(String projectId) {
    return new ChunkFilter(projectId, null, null, null, null);
  }

  WhereClause where() {
    return new WhereClause()
        .and("c.project_id = :project_id", "project_id", projectId)
        .and("c.file_id = :file_id", "file_id", fileId)
        .and("c.task_id = :task_id", "task_id", taskId)
        .flag(skipped, "c.skip_reason is not null", "c.skip_reason is null")
        .contains(holds, "c.name", "c.content");
  }
}
