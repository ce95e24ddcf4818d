package dev.quern.pipeline;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.Ids;
import dev.quern.error.InvalidRequestException;
import dev.quern.export.ExportOptions;
import dev.quern.export.Exporter;
import dev.quern.export.format.Kind;
import dev.quern.task.Tasks;
import dev.quern.task.model.NewTask;
import dev.quern.task.model.Task;
import dev.quern.task.model.TaskInput;
import dev.quern.task.type.TaskTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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

  private static final String IMAGE_DATASETS = Kind.IMAGE_DATASETS.text();

  private final Tasks tasks;
  private final TaskTypes types;
  private final Exporter exporter;
  private final PipelineNames names;
  private final ObjectMapper json;
  private final JdbcClient jdbc;

  Pipelines(
      Tasks tasks,
      TaskTypes types,
      Exporter exporter,
      PipelineNames names,
      ObjectMapper json,
      JdbcClient jdbc) {
    this.tasks = tasks;
    this.types = types;
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
    OutboxExports.check(steps, exporter, json);
    List<Task> made = new ArrayList<>();
    for (int i = 0; i < steps.tasks().size(); i++) {
      PipelineSteps.Step step = steps.tasks().get(i);
      NewTask task = NewTask.of(step.taskType(), input, step.config());
      try {
        made.add(
            tasks.create(
                projectId,
                made.isEmpty() ? task : task.after(List.of(made.get(made.size() - 1).id()))));
      } catch (InvalidRequestException e) {
        boolean aboutInput =
            e.errors().stream().anyMatch(error -> error.field().startsWith("input"));
        throw aboutInput ? e : e.under("steps[" + i + "]");
      }
    }
    if (!made.isEmpty()) {
      boolean writesProject = steps.exports().stream().anyMatch(Pipelines::isOfProject);
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
    List<PipelineSteps.Step> part =
        steps.tasks().stream()
            .filter(step -> types.get(step.taskType()).itemKind().isAboutImages() == aboutImages)
            .toList();
    List<ObjectNode> exports =
        steps.exports().stream().flatMap(export -> part(export, aboutImages)).toList();
    return new PipelineSteps(part, part.isEmpty() ? List.of() : exports, steps.charset());
  }

  /**
   * The export as the pipeline of an image or a document has it: the other's rows are not what that
   * one works on, so it writes them only where the export is of the whole project.
   */
  private static Stream<ObjectNode> part(ObjectNode export, boolean aboutImages) {
    if (aboutImages && !export.hasNonNull("kind")) {
      return Stream.of(export.deepCopy().put("kind", IMAGE_DATASETS));
    }
    boolean isOwn = aboutImages == IMAGE_DATASETS.equals(export.path("kind").asText());
    return isOwn || isOfProject(export) ? Stream.of(export) : Stream.empty();
  }

  private static boolean isOfProject(ObjectNode export) {
    return ExportOptions.PROJECT.equals(export.path("scope").asText());
  }
}
