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
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Creates chains of tasks from steps. */
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
}
