package dev.quern.tasktype.textprocessing;

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

  private final JdbcClient jdbc;

  SupersededVersions(JdbcClient jdbc) {
    this.jdbc = jdbc;
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
