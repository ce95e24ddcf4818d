package dev.quern.pipeline.intake;

import dev.quern.document.original.StoredFile;
import dev.quern.pipeline.PipelineSteps;
import java.nio.charset.Charset;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that comes in.
 *
 * @param path where its content lies
 * @param stored its content in the store
 * @param steps what is to be done with it; null for nothing
 * @param charset in which a text is, where that was said; null where it is to be found out
 */
public record IncomingFile(
    String projectId,
    Path path,
    String fileName,
    StoredFile stored,
    @Nullable PipelineSteps steps,
    @Nullable Charset charset) {

  /** A file of whose charset nothing is said. */
  public IncomingFile(
      String projectId,
      Path path,
      String fileName,
      StoredFile stored,
      @Nullable PipelineSteps steps) {
    this(projectId, path, fileName, stored, steps, null);
  }
}
