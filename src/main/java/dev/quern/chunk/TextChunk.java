package dev.quern.chunk;

/**
 * A piece of a text.
 *
 * @param index place among the chunks of its text, from 0
 * @param content exactly the code points from {@code startOffset} to {@code endOffset} of the text
 * @param summary the heading path in force, such as {@code Guide > Install}; empty when there is
 *     none. Only {@link Strategy#MARKDOWN} looks for headings
 * @param startOffset where it starts in the text, in Unicode code points
 * @param endOffset where it ends in the text, in Unicode code points, exclusive
 */
public record TextChunk(
    int index, String content, String summary, long startOffset, long endOffset) {

  /** The length of the content in Unicode code points. */
  public int size() {
    return (int) (endOffset - startOffset);
  }
}
