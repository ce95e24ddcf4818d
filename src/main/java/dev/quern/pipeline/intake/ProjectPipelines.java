package dev.quern.pipeline.intake;

import dev.quern.dataset.project.Project;
import dev.quern.dataset.project.Projects;
import dev.quern.document.image.Image;
import dev.quern.document.image.Images;
import dev.quern.document.store.SourceFiles;
import dev.quern.error.InvalidRequestException;
import dev.quern.pipeline.PipelineSteps;
import dev.quern.pipeline.Pipelines;
import dev.quern.task.model.Task;
import dev.quern.task.model.TaskInput;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Starts the pipeline of a project's folder for uploaded files. */
@Component
@Transactional
public class ProjectPipelines {

  private final Projects projects;
  private final SourceFiles files;
  private final Images images;
  private final Pipelines pipelines;
  private final PipelineFiles pipelineFiles;
  private final ProjectFolders folders;

  ProjectPipelines(
      Projects projects,
      SourceFiles files,
      Images images,
      Pipelines pipelines,
      PipelineFiles pipelineFiles,
      ProjectFolders folders) {
    this.projects = projects;
    this.files = files;
    this.images = images;
    this.pipelines = pipelines;
    this.pipelineFiles = pipelineFiles;
    this.folders = folders;
  }

  /**
   * Starts the steps of the project's folder for a file; for a new version of a document, only what
   * has changed is processed.
   *
   * @throws InvalidRequestException when the pipeline is invalid, or the file belongs to another
   *     project
   */
  public List<Task> startFor(String projectId, String fileId) {
    Project project = projects.get(projectId);
    if (!files.exists(projectId, fileId)) {
      throw InvalidRequestException.unknown("file_id", "file", fileId);
    }
    TaskInput all = TaskInput.ofFiles(List.of(fileId));
    return pipelines.start(
        projectId,
        fileId,
        files.hasOlderVersion(fileId) ? all.lackingOnly() : all,
        pipelines.part(steps(project), false));
  }

  /** The same for an image, with the steps for images, if there are any. */
  public List<Task> startForImage(String projectId, String imageId) {
    PipelineSteps steps = pipelines.part(steps(projects.get(projectId)), true);
    Image image = images.get(projectId, imageId);
    return steps.tasks().isEmpty()
        ? List.of()
        : pipelines.startForImage(projectId, image.id(), steps);
  }

  private PipelineSteps steps(Project project) {
    return pipelineFiles.stepsFor(folders.of(project.name()));
  }
}
