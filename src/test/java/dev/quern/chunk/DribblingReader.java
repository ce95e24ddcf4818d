package dev.quern.chunk;

import java.io.Reader;

/** Hands a text out in pieces of 1 to 7 characters. */
final class DribblingReader extends Reader {

  private final String text;
  private int position;

  DribblingReader(String text) {
    this.text = text;
  }

  @Override
  public int read(char[] target, int offset, int length) {
    if (position == text.length()) {
      return -1;
    }
    int count = Math.min(Math.min(length, 1 + position % 7), text.length() - position);
    text.getChars(position, position + count, target, offset);
    position += count;
    return count;
  }

  @Override
  public void close() {}
}
