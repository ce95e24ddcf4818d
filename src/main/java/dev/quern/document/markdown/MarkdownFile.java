package dev.quern.document.markdown;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes text in a form that everything after it can store: UTF-8, LF line ends, no U+0000, no lone
 * surrogates (U+FFFD in their place), and counts its code points on the way. Memory is constant.
 */
public class MarkdownFile extends Writer {

  private final Writer out;
  private final long limit;
  private long characters;
  private boolean text;
  private boolean afterCarriageReturn;
  private char highSurrogate;

  /** The text exceeds the allowed length. */
  public static class TooLongException extends IOException {
    private static final long serialVersionUID = 1;
  }

  public MarkdownFile(Path path, long limit) throws IOException {
    this.limit = limit;
    this.out = new BufferedWriter(Files.newBufferedWriter(path, StandardCharsets.UTF_8), 1 << 16);
  }

  /** The code points written so far. */
  public long characters() {
    return characters;
  }

  /** Whether anything but white space was written. */
  public boolean hasText() {
    return text;
  }

  @Override
  public void write(char[] buffer, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      put(buffer[i]);
    }
  }

  private void put(char c) throws IOException {
    if (highSurrogate != 0) {
      char high = highSurrogate;
      highSurrogate = 0;
      if (Character.isLowSurrogate(c)) {
        out.write(high);
        emit(c, true);
        return;
      }
      emit('\uFFFD', true);
    }
    boolean lineFeedOfPair = afterCarriageReturn && c == '\n';
    afterCarriageReturn = c == '\r';
    if (lineFeedOfPair || c == 0) {
      return;
    }
    if (Character.isHighSurrogate(c)) {
      highSurrogate = c;
    } else if (Character.isLowSurrogate(c)) {
      emit('\uFFFD', true);
    } else if (c == '\r' || c == '\u000B' || c == '\f' || c == '\u0085' || c == '\u2028') {
      emit('\n', false);
    } else {
      emit(c, !Character.isWhitespace(c) && c != '\u00A0' && c != '\u200B' && c != '\uFEFF');
    }
  }

  private void emit(char c, boolean visible) throws IOException {
    out.write(c);
    if (++characters > limit) {
      throw new TooLongException();
    }
    text |= visible;
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    if (highSurrogate != 0) {
      highSurrogate = 0;
      emit('\uFFFD', true);
    }
    out.close();
  }
}
