package dev.quern.page.file;

import dev.quern.dataset.chunk.Chunk;
import dev.quern.document.store.SourceFile;
import dev.quern.document.store.SourceTexts;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Cuts a part of a text into pieces at the borders of its chunks. */
@Component
class FileTexts {

  /** The most text that is shown without chunks, and before the first or after the last chunk. */
  private static final int MAX_OUTSIDE = 20_000;

  private final SourceTexts texts;

  FileTexts(SourceTexts texts) {
    this.texts = texts;
  }

  /**
   * A piece between two borders.
   *
   * @param chunks the ids of the chunks that it is part of, with spaces between them; empty for
   *     what is in none
   * @param shared whether it is part of more than one
   * @param first whether a chunk begins here
   */
  record Piece(String text, String chunks, boolean shared, boolean first) {

    /** Whether it is part of that chunk. */
    public boolean isOf(String id) {
      return (" " + chunks + " ").contains(" " + id + " ");
    }
  }

  /** The pieces where these chunks lie, and what is before and behind where no others follow. */
  List<Piece> pieces(SourceFile file, List<Chunk> chunks, boolean less, boolean more) {
    long first = chunks.stream().mapToLong(Chunk::startOffset).min().orElse(0);
    long last = chunks.stream().mapToLong(Chunk::endOffset).max().orElse(0);
    long from = less ? first : Math.max(0, first - MAX_OUTSIDE);
    long to = more ? last : Math.min(file.characters(), last + MAX_OUTSIDE);
    int[] text = read(file.id(), from, to);
    TreeSet<Long> borders = new TreeSet<>(List.of(from, from + text.length));
    for (Chunk chunk : chunks) {
      borders.add(Math.min(chunk.startOffset(), from + text.length));
      borders.add(Math.min(chunk.endOffset(), from + text.length));
    }
    List<Piece> pieces = new ArrayList<>();
    long at = from;
    for (long border : borders.tailSet(from, false)) {
      pieces.add(piece(new String(text, (int) (at - from), (int) (border - at)), at, chunks));
      at = border;
    }
    return pieces;
  }

  private static Piece piece(String text, long at, List<Chunk> chunks) {
    List<Chunk> here =
        chunks.stream().filter(c -> c.startOffset() <= at && at < c.endOffset()).toList();
    return new Piece(
        text,
        String.join(" ", here.stream().map(Chunk::id).toList()),
        here.size() > 1,
        here.stream().anyMatch(c -> c.startOffset() == at));
  }

  private int[] read(String fileId, long from, long to) {
    StringBuilder part = new StringBuilder();
    try (Reader reader = texts.read(fileId)) {
      long position = 0;
      for (int c = reader.read(); c >= 0 && position < to; c = reader.read()) {
        if (position >= from) {
          part.append((char) c);
        }
        if (!Character.isHighSurrogate((char) c)) {
          position++;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return part.codePoints().toArray();
  }
}
