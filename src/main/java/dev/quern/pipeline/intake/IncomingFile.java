package dev.quern.pipeline.intake;

import dev.quern.document.original.StoredFile;
import dev.quern.pipeline.PipelineSteps;
import java.nio.charset.Charset;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An incoming file.
 *
 * @param path the file itself
 * @param stored its content in the store
 * @param steps the steps of its pipeline; null for none
 * @param charset the charset of a text if it was named; null to detect it
 */
public record IncomingFile(
    String projectId,
    Path path,
    String fileName,
    StoredFile stored,
    @Nullable PipelineSteps steps,
    @Nullable Charset charset) {

  /** A file whose charset is detected. */
  public IncomingFile(
      String projectId,
      Path path,
      String fileName,
      StoredFile stored,
      @Nullable PipelineSteps steps) {
    this(projectId, path, fileName, stored, steps, null);
  }

  /** The steps of its pipeline, about images or not. */
  PipelineSteps allSteps() {
    return steps == null ? PipelineSteps.NONE : steps;
  }

  /** The key of its content with these steps in its project. */
  String key(PipelineSteps part) {
    return projectId + "/" + stored.sha256() + "/" + part.fingerprint();
  }

  /** Whether it was uploaded; the folder gives each file steps, if only an empty list. */
  public boolean isUploaded() {
    return steps == null;
  }
}
