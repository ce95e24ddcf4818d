package dev.quern.pipeline;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quern.Ids;
import dev.quern.error.InvalidRequestException;
import dev.quern.export.Exporter;
import dev.quern.task.Tasks;
import dev.quern.task.model.NewTask;
import dev.quern.task.model.Task;
import dev.quern.task.model.TaskInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Creates chains of tasks from steps, and finds the chains that have completed. */
@Component("pipelines")
@Transactional
public class Pipelines {

  private static final String INSERT =
      """
      insert into pipeline (id, project_id, file_id, image_id, named_after, stem, fingerprint, export,
          input, last_task_id)
      values (:id, :project_id, :file_id, :image_id, :named_after, :stem, :fingerprint,
          cast(:export as jsonb), cast(:input as jsonb), :last_task_id)
      """;

  /** The last task has completed, and none before it has been resumed and goes on. */
  private static final String COMPLETE =
      """
      update pipeline set completed_at = now()
      where completed_at is null and last_task_id in (
          select t.id from task t where t.id = pipeline.last_task_id and t.state = 'completed'
              and not exists (
                  with recursive before as (
                      select parent_id as id from task_dependency where task_id = t.id
                      union select d.parent_id from task_dependency d join before b on b.id = d.task_id)
                  select 1 from before join task o using (id)
                  where o.state not in ('completed', 'failed', 'interrupted')))
      """;

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
                    and o.id <> pipeline.id and t.state not in ('completed', 'failed', 'interrupted')))
          order by completed_at limit 100 for update skip locked)
      returning p.id, p.project_id, j.name as project_name, p.file_id, p.stem, p.export, p.input
      """;

  private final Tasks tasks;
  private final PipelineParts parts;
  private final Exporter exporter;
  private final PipelineNames names;
  private final ObjectMapper json;
  private final JdbcClient jdbc;

  Pipelines(
      Tasks tasks,
      PipelineParts parts,
      Exporter exporter,
      PipelineNames names,
      ObjectMapper json,
      JdbcClient jdbc) {
    this.tasks = tasks;
    this.parts = parts;
    this.exporter = exporter;
    this.names = names;
    this.json = json;
    this.jdbc = jdbc;
  }

  /**
   * Creates the tasks of a pipeline, each depending on the previous one, in one transaction.
   *
   * @param fileId the file of the pipeline; null if the input names something else
   * @throws InvalidRequestException naming the step that is wrong
   */
  public List<Task> start(
      String projectId, @Nullable String fileId, @Nullable TaskInput input, PipelineSteps steps) {
    return start(projectId, fileId, null, input, steps);
  }

  /** The same for an image. */
  public List<Task> startForImage(String projectId, String imageId, PipelineSteps steps) {
    return start(projectId, null, imageId, TaskInput.ofImages(List.of(imageId)), steps);
  }

  private List<Task> start(
      String projectId,
      @Nullable String fileId,
      @Nullable String imageId,
      @Nullable TaskInput input,
      PipelineSteps steps) {
    OutboxExports.check(steps, exporter);
    List<Task> made = new ArrayList<>();
    for (PipelineSteps.Step step : steps.tasks()) {
      NewTask task = NewTask.of(step.taskType(), input, step.config());
      try {
        made.add(
            tasks.create(
                projectId,
                made.isEmpty() ? task : task.after(List.of(made.get(made.size() - 1).id()))));
      } catch (InvalidRequestException e) {
        boolean aboutInput =
            e.errors().stream().anyMatch(error -> error.field().startsWith("input"));
        throw aboutInput ? e : steps.wrong(step.place(), e);
      }
    }
    if (!made.isEmpty()) {
      boolean writesProject = steps.exports().stream().anyMatch(PipelineParts::isOfProject);
      PipelineNames.Name name =
          imageId == null
              ? names.of(projectId, fileId, input, writesProject)
              : names.ofImage(projectId, imageId, writesProject);
      jdbc.sql(INSERT)
          .param("id", Ids.next())
          .param("project_id", projectId)
          .param("file_id", fileId)
          .param("image_id", imageId)
          .param("named_after", name.namedAfter())
          .param("stem", name.stem())
          .param("fingerprint", steps.fingerprint())
          .param("export", OutboxExports.stored(steps.exports(), json))
          .param("input", input == null ? null : json.valueToTree(input).toString())
          .param("last_task_id", made.get(made.size() - 1).id())
          .update();
    }
    return made;
  }

  /** The steps for documents, or those for images. */
  public PipelineSteps part(PipelineSteps steps, boolean aboutImages) {
    return parts.part(steps, aboutImages);
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
}
