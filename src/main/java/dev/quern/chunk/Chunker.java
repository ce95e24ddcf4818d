package dev.quern.chunk;

import dev.quern.chunk.text.CodePoints;
import dev.quern.chunk.text.Tokens;
import dev.quern.chunk.text.Window;
import java.io.Reader;
import java.util.Iterator;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Splits a text into chunks. No text is lost: between two chunks lies only white space or the
 * delimiter; no grapheme cluster is cut; no chunk is longer than its limit unless a single grapheme
 * is.
 */
@Component("chunker")
public final class Chunker {

  /**
   * The chunks of a text, found as they are asked for. Memory depends on the sizes in the settings,
   * not on the text. The reader is not closed.
   *
   * @throws java.io.UncheckedIOException from the iterator, when the text cannot be read
   */
  public Iterator<TextChunk> chunks(Reader text, ChunkSettings settings) {
    Window window = new Window(text);
    int size = settings.chunkSize();
    int overlap = settings.overlap();
    return switch (settings.strategy()) {
      case MARKDOWN -> new MarkdownChunks(window, settings.minLength(), settings.maxLength());
      case DELIMITER ->
          new Packer(
              window,
              PackingRules.recursive(size, 0),
              new Delimiter(Objects.requireNonNull(settings.delimiter())),
              null);
      case AUTO ->
          new Packer(
              window,
              PackingRules.auto(new CodePoints(), size, overlap),
              null,
              new Outline(window, size));
      case RECURSIVE ->
          new Packer(
              window, PackingRules.recursive(size, overlap), null, new Outline(window, size));
      case TOKEN ->
          new Packer(
              window,
              PackingRules.auto(new Tokens(), size, overlap),
              null,
              new Outline(window, size));
    };
  }
}
