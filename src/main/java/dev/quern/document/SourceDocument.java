package dev.quern.document;

import java.nio.charset.Charset;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file to be read: the body that {@code direct:extract-text} takes.
 *
 * @param path where the bytes are; only read, never changed
 * @param fileName the name the user gave it, already cleaned; a hint for its kind and what messages
 *     call it
 * @param charset in which a text is, where somebody said so; null where it is to be found out
 */
public record SourceDocument(Path path, String fileName, @Nullable Charset charset) {

  /** A file of whose charset nothing is said. */
  public SourceDocument(Path path, String fileName) {
    this(path, fileName, null);
  }
}
