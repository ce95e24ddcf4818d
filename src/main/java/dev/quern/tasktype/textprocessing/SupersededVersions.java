package dev.quern.tasktype.textprocessing;

import dev.quern.task.model.Task;
import dev.quern.task.run.TaskItem;
import java.sql.Timestamp;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Older versions of a file, whose unchanged chunks a newer version has taken over. */
@Repository
class SupersededVersions {

  /**
   * The statements in order: answered questions stay, lose their chunk and belong to the new
   * version.
   */
  private static final List<String> RETIRE =
      List.of(
          """
          delete from question q using chunk c where c.id = q.chunk_id and c.file_id = any(:older)
              and not q.settled
              and not exists (select 1 from dataset_entry e where e.question_id = q.id)
              and not exists (select 1 from conversation v where v.question_id = q.id)
          """,
          "delete from chunk where file_id = any(:older)",
          "update question set file_id = :file_id where file_id = any(:older)",
          "update dataset_entry set file_id = :file_id where file_id = any(:older)",
          "update conversation set file_id = :file_id where file_id = any(:older)",
          "update ga_pair set file_id = :file_id where file_id = any(:older)",
          "update source_file set replaced_by = :file_id where id = any(:older)",
          "update source_file set replaced_by = null where id = :file_id and replaced_by is not null");

  /** All at once and in one order, so that two tasks do not wait for each other. */
  private static final String LOCK =
      """
      select o.id from source_file f
          join source_file o on o.project_id = f.project_id and o.file_name = f.file_name
      where f.id = any(:file_ids) and (o.version_at, o.id) <= (f.version_at, f.id)
      order by o.id for update of o
      """;

  private static final String OVERTAKEN =
      """
      select count(*) from source_file f join source_file n on n.id = f.replaced_by
      where f.id = any(:file_ids) and (n.version_at, n.id) > (f.version_at, f.id) and n.version_at > :submitted
      """;

  private static final String FILES =
      "select ref from task_item where task_id = :task_id and state = 'done'";

  private final JdbcClient jdbc;

  SupersededVersions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Until the transaction ends, nobody takes over from these files or their older versions. */
  void lock(List<String> files) {
    jdbc.sql(LOCK)
        .param("file_ids", files.toArray(String[]::new))
        .query((row, n) -> row.getString("id"))
        .list();
  }

  /**
   * Whether a version that came after the task was submitted has taken over from the file of an
   * item. A task that names an old version beside a newer one means it.
   */
  boolean isOvertaken(TaskItem item) {
    return overtaken(item.task(), item.ref()) > 0;
  }

  /** How many files of a task have nothing of their own for that reason. */
  long overtaken(Task task) {
    return overtaken(
        task,
        jdbc.sql(FILES)
            .param("task_id", task.id())
            .query(String.class)
            .list()
            .toArray(String[]::new));
  }

  private long overtaken(Task task, String... files) {
    return jdbc.sql(OVERTAKEN)
        .param("file_ids", files)
        .param("submitted", Timestamp.from(task.times().created()))
        .query(Long.class)
        .single();
  }

  /**
   * Deletes the remaining chunks of old versions, and assigns everything that stays to the new one.
   */
  void retire(String[] older, String fileId) {
    for (String sql : RETIRE) {
      jdbc.sql(sql).param("file_id", fileId).param("older", older).update();
    }
  }
}
