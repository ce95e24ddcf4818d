package dev.quern.pipeline;

import dev.quern.document.SourceDocument;
import dev.quern.document.store.StoredFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that comes in.
 *
 * @param path where its content lies
 * @param stored its content in the store
 * @param steps what is to be done with it; null for nothing
 */
public record IncomingFile(
    String projectId,
    Path path,
    String fileName,
    StoredFile stored,
    @Nullable PipelineSteps steps) {

  /** What is read of it. */
  public SourceDocument document() {
    return new SourceDocument(stored.path(), fileName);
  }
}
