package dev.quern.pipeline;

import dev.quern.task.TaskResumed;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Has completed pipelines write their files anew after a task of theirs that is resumed. */
@Component
class PipelineReopening {

  private static final String REOPEN =
      """
      with recursive chain as (
          select cast(:task as text) as id
          union select d.task_id from task_dependency d join chain c on c.id = d.parent_id)
      update pipeline set completed_at = null, claimed_at = null, exported_at = null
      where completed_at is not null and last_task_id in (select id from chain)
      """;

  private final JdbcClient jdbc;

  PipelineReopening(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @EventListener
  void reopen(TaskResumed resumed) {
    jdbc.sql(REOPEN).param("task", resumed.id()).update();
  }
}
