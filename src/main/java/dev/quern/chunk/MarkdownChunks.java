package dev.quern.chunk;

import dev.quern.chunk.text.Whitespace;
import dev.quern.chunk.text.Window;
import org.jspecify.annotations.Nullable;

/** Splits Markdown by its headings; {@link MarkdownChunkEnd} decides where a chunk ends. */
final class MarkdownChunks extends ChunkIterator {

  private final Outline outline;
  private final int minLength;
  private final int maxLength;
  private HeadingPath path = HeadingPath.ROOT;

  MarkdownChunks(Window window, int minLength, int maxLength) {
    super(window);
    this.outline = new Outline(window, maxLength);
    this.minLength = minLength;
    this.maxLength = maxLength;
  }

  @Override
  protected @Nullable TextChunk find() {
    outline.parse(window.units());
    while (window.skipBlanks()) {
      MarkdownChunkEnd cut = new MarkdownChunkEnd(window, outline, minLength, maxLength, path);
      int end = cut.end();
      Sections sections = cut.sections();
      TextChunk chunk =
          Whitespace.isInvisible(window, 0, end) ? null : chunk(end, sections.summary(end));
      path = sections.pathAt(end);
      outline.parse(window.units() + end);
      window.advance(end);
      if (chunk != null) {
        return chunk;
      }
    }
    return null;
  }
}
