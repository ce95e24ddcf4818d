package dev.quern.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.error.InvalidRequestException;
import dev.quern.export.ExportOptions;
import dev.quern.export.Exporter;
import dev.quern.export.format.Kind;
import dev.quern.pipeline.PipelineSteps.Export;
import dev.quern.pipeline.PipelineSteps.Step;
import dev.quern.task.type.TaskTypes;
import java.util.List;
import org.springframework.stereotype.Component;

/** Parts the steps of a folder into those for its documents and those for its images. */
@Component
class PipelineParts {

  private static final String IMAGE_DATASETS = Kind.IMAGE_DATASETS.text();

  private final TaskTypes types;
  private final Exporter exporter;

  PipelineParts(TaskTypes types, Exporter exporter) {
    this.types = types;
    this.exporter = exporter;
  }

  /**
   * The steps for documents, or those for images.
   *
   * @throws InvalidRequestException naming the step whose task type there is not
   */
  PipelineSteps part(PipelineSteps steps, boolean aboutImages) {
    List<Step> part =
        steps.tasks().stream().filter(step -> isAboutImages(steps, step) == aboutImages).toList();
    boolean isWhole = part.size() == steps.tasks().size();
    List<Export> exports =
        steps.exports().stream()
            .filter(export -> isFor(export, aboutImages, isWhole))
            .map(export -> aboutImages ? forImages(export) : export)
            .toList();
    return new PipelineSteps(
        part, part.isEmpty() ? List.of() : exports, steps.charset(), steps.file());
  }

  private boolean isAboutImages(PipelineSteps steps, Step step) {
    try {
      return types.get(step.taskType()).itemKind().isAboutImages();
    } catch (InvalidRequestException e) {
      throw steps.wrong(step.place(), e);
    }
  }

  /**
   * Whether the pipeline of an image, or of a document, writes the export. The other's rows are not
   * what it works on, so it writes them only where the export is of the whole project. An export
   * without a kind is for both, unless its options are for documents alone, such as a least score.
   */
  private boolean isFor(Export export, boolean aboutImages, boolean isWhole) {
    ObjectNode options = export.options();
    if (aboutImages && !options.hasNonNull("kind")) {
      return isWhole
          || OutboxExports.isRight(forImages(export).options(), exporter)
          || !OutboxExports.isRight(options, exporter);
    }
    return isOfProject(export)
        || aboutImages == IMAGE_DATASETS.equals(options.path("kind").asText());
  }

  private static Export forImages(Export export) {
    return export.options().hasNonNull("kind")
        ? export
        : new Export(export.place(), export.options().deepCopy().put("kind", IMAGE_DATASETS));
  }

  /** Whether an export writes one file for the whole project. */
  static boolean isOfProject(Export export) {
    return ExportOptions.PROJECT.equals(export.options().path("scope").asText());
  }
}
