package dev.quern.pipeline;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quern.task.TaskResumed;
import dev.quern.task.store.StateLists;
import dev.quern.task.store.TaskDependencies;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Pipelines whose tasks have completed, and whose files are to be written; anew after a task of
 * theirs is resumed.
 */
@Component("finishedPipelines")
@Transactional
public class FinishedPipelines {

  /** The last task has completed, and none before it has been resumed and goes on. */
  private static final String COMPLETE =
      """
      update pipeline set completed_at = now()
      where completed_at is null and last_task_id in (
          select t.id from task t where t.id = pipeline.last_task_id and t.state = 'completed'
              and not exists (
                  with recursive %s
                  select 1 from before join task o using (id) where o.state not in %s))
      """
          .formatted(TaskDependencies.before("t.id"), StateLists.ENDED);

  /**
   * A claim that is older than this belongs to a process that died. A file of the whole project
   * waits for the other pipelines that write it, and is written once for all.
   */
  private static final String CLAIM =
      """
      update pipeline p set claimed_at = now() from project j
      where j.id = p.project_id and p.id in (
          select id from pipeline
          where completed_at is not null and export is not null and exported_at is null
              and (claimed_at is null or claimed_at < now() - interval '10 minutes')
              and not (jsonb_path_exists(export, '$[*].scope ? (@ == "project")') and exists (
                  select 1 from pipeline o join task t on t.id = o.last_task_id
                  where o.project_id = pipeline.project_id and o.fingerprint = pipeline.fingerprint
                    and o.id <> pipeline.id and t.state not in %s))
          order by completed_at limit 100 for update skip locked)
      returning p.id, p.project_id, j.name as project_name, p.file_id, p.stem, p.export, p.input
      """
          .formatted(StateLists.ENDED);

  private static final String REOPEN =
      """
      with recursive %s
      update pipeline set completed_at = null, claimed_at = null, exported_at = null
      where completed_at is not null and last_task_id in (
          select cast(:task as text) union all select id from behind)
      """
          .formatted(TaskDependencies.behind(":task"));

  private final ObjectMapper json;
  private final JdbcClient jdbc;

  FinishedPipelines(ObjectMapper json, JdbcClient jdbc) {
    this.json = json;
    this.jdbc = jdbc;
  }

  /** Marks completed pipelines, and claims those whose files must be written. */
  public List<FinishedPipeline> toExport() {
    jdbc.sql(COMPLETE).update();
    List<FinishedPipeline> claimed =
        jdbc.sql(CLAIM)
            .query(
                (rs, n) ->
                    new FinishedPipeline(
                        rs.getString("id"),
                        rs.getString("project_id"),
                        rs.getString("project_name"),
                        rs.getString("file_id"),
                        rs.getString("stem"),
                        rs.getString("export"),
                        rs.getString("input")))
            .list();
    return once(claimed);
  }

  /** Keeps only the last of the pipelines that write the same files of their project. */
  private List<FinishedPipeline> once(List<FinishedPipeline> claimed) {
    Map<String, FinishedPipeline> kept = new LinkedHashMap<>();
    for (FinishedPipeline pipeline : claimed) {
      boolean own =
          OutboxExports.of(pipeline, json).stream().anyMatch(export -> !export.ofProject());
      FinishedPipeline same =
          kept.put(own ? pipeline.id() : pipeline.projectId() + pipeline.export(), pipeline);
      if (same != null) {
        exported(same);
      }
    }
    return List.copyOf(kept.values());
  }

  /** Records that the files are written, unless a task was resumed meanwhile. */
  public void exported(FinishedPipeline pipeline) {
    jdbc.sql("update pipeline set exported_at = now() where id = :id and completed_at is not null")
        .param("id", pipeline.id())
        .update();
  }

  @EventListener
  void reopen(TaskResumed resumed) {
    jdbc.sql(REOPEN).param("task", resumed.id()).update();
  }
}
