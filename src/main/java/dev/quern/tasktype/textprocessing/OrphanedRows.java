package dev.quern.tasktype.textprocessing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts the rows that came from the files of a task and no longer have a chunk. */
@Repository
class OrphanedRows {

  private static final String COUNT =
      """
      with mine as (select ref from task_item where task_id = :task_id and state = 'done')
      select (select count(*) from question r join mine on mine.ref = r.file_id
              where r.chunk_id is null) as questions,
             (select count(*) from dataset_entry r join mine on mine.ref = r.file_id
              where r.chunk_id is null and r.removed_at is null) as entries,
             (select count(*) from conversation r join mine on mine.ref = r.file_id
              where r.chunk_id is null) as conversations
      """;

  private final JdbcClient jdbc;

  OrphanedRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** {@code without_chunk} with a number for each kind of row; empty if there are none. */
  ObjectNode report(String taskId) {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    Map<String, Object> counts = jdbc.sql(COUNT).param("task_id", taskId).query().singleRow();
    if (counts.values().stream().anyMatch(count -> !count.equals(0L))) {
      report.putPOJO("without_chunk", counts);
    }
    return report;
  }
}
