package dev.quern.document;

import java.nio.charset.Charset;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file to read: the body that {@code direct:extract-text} expects.
 *
 * @param path the file, which is never changed
 * @param fileName the user's name of it, already cleaned; a hint for its kind, and its name in
 *     messages
 * @param charset the charset of a text if the user named one; null to detect it
 */
public record SourceDocument(Path path, String fileName, @Nullable Charset charset) {

  /** A file whose charset is to be detected. */
  public SourceDocument(Path path, String fileName) {
    this(path, fileName, null);
  }
}
