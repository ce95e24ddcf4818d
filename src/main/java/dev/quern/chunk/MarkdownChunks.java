package dev.quern.chunk;

import org.jspecify.annotations.Nullable;

/** Splits Markdown by its headings; how much goes into a chunk decides {@link MarkdownChunkEnd}. */
final class MarkdownChunks extends ChunkIterator {

  private final int minLength;
  private final int maxLength;
  private HeadingPath path = HeadingPath.ROOT;
  private Block block = Block.NONE;

  MarkdownChunks(Window window, int minLength, int maxLength) {
    super(window);
    this.minLength = minLength;
    this.maxLength = maxLength;
  }

  @Override
  protected @Nullable Chunk find() {
    while (window.skipBlanks()) {
      MarkdownChunkEnd cut = new MarkdownChunkEnd(window, minLength, maxLength, path, block);
      int end = cut.end();
      Sections sections = cut.sections();
      Chunk chunk =
          Whitespace.isInvisible(window, 0, end) ? null : chunk(end, sections.summary(end));
      path = sections.pathAt(end);
      block = cut.blockAfter();
      window.advance(end);
      if (chunk != null) {
        return chunk;
      }
    }
    return null;
  }
}
