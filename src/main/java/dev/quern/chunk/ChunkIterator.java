package dev.quern.chunk;

import dev.quern.chunk.text.Window;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Finds and numbers chunks, each only when it is requested. */
abstract class ChunkIterator implements Iterator<TextChunk> {

  protected final Window window;
  private @Nullable TextChunk next;
  private int index;
  private boolean done;

  protected ChunkIterator(Window window) {
    this.window = window;
  }

  /** The next chunk with {@link #chunk}, or null when there is none. */
  protected abstract @Nullable TextChunk find();

  /** The chunk from the window's start to {@code end}. */
  protected TextChunk chunk(int end, String summary) {
    long offset = window.offset();
    long endOffset = offset + window.codePointCount(0, end);
    return new TextChunk(index++, window.slice(0, end), summary, offset, endOffset);
  }

  @Override
  public boolean hasNext() {
    if (next == null && !done) {
      next = find();
      done = next == null;
    }
    return next != null;
  }

  @Override
  public TextChunk next() {
    if (!hasNext()) {
      throw new NoSuchElementException("The text has no more chunks");
    }
    TextChunk chunk = next;
    next = null;
    return chunk;
  }
}
