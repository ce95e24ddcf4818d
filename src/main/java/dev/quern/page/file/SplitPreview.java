package dev.quern.page.file;

import dev.quern.chunk.ChunkSettings;
import dev.quern.chunk.Chunker;
import dev.quern.chunk.TextChunk;
import dev.quern.document.store.SourceTexts;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tries settings on a file's text. */
@Component
class SplitPreview {

  private static final int SHOWN = 5;

  private final SourceTexts texts;
  private final Chunker chunker;

  SplitPreview(SourceTexts texts, Chunker chunker) {
    this.texts = texts;
    this.chunker = chunker;
  }

  /**
   * The result of a trial.
   *
   * @param mean the mean size in characters; the least and the most are in characters too
   * @param first the first chunks
   */
  record Split(long count, long mean, long least, long most, List<TextChunk> first) {}

  Split of(String fileId, ChunkSettings settings) {
    long count = 0;
    long sum = 0;
    long min = Long.MAX_VALUE;
    long max = 0;
    List<TextChunk> first = new ArrayList<>();
    try (Reader text = texts.read(fileId)) {
      for (Iterator<TextChunk> chunks = chunker.chunks(text, settings); chunks.hasNext(); ) {
        TextChunk chunk = chunks.next();
        count++;
        sum += chunk.size();
        min = Math.min(min, chunk.size());
        max = Math.max(max, chunk.size());
        if (first.size() < SHOWN) {
          first.add(chunk);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Split(count, count == 0 ? 0 : sum / count, count == 0 ? 0 : min, max, first);
  }
}
