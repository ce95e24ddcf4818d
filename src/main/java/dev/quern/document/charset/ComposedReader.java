package dev.quern.document.charset;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.text.Normalizer;
import java.util.Arrays;

/**
 * Composes letters and the marks that follow them (NFC): windows-1258, unlike other charsets,
 * writes Vietnamese in decomposed form.
 */
public final class ComposedReader extends FilterReader {

  private final char[] raw = new char[8192];
  private int held;
  private String ready = "";
  private int at;

  /** Wraps a reader, and closes it when this one is closed. */
  public ComposedReader(Reader text) {
    super(text);
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    if (at == ready.length() && !fill()) {
      return -1;
    }
    int count = Math.min(length, ready.length() - at);
    ready.getChars(at, at + count, buffer, offset);
    at += count;
    return count;
  }

  @Override
  public int read() throws IOException {
    char[] one = new char[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }

  /** Keeps the last letter back, because its marks may follow. */
  private boolean fill() throws IOException {
    int count = in.read(raw, held, raw.length - held);
    int length = held + Math.max(0, count);
    if (length == 0) {
      return false;
    }
    int end = length;
    if (count > 0) {
      do {
        end--;
      } while (end > 0 && Character.getType(raw[end]) == Character.NON_SPACING_MARK);
      end = end == 0 && length == raw.length ? length : end;
    }
    ready = Normalizer.normalize(new String(raw, 0, end), Normalizer.Form.NFC);
    at = 0;
    held = length - end;
    System.arraycopy(Arrays.copyOfRange(raw, end, length), 0, raw, 0, held);
    return !ready.isEmpty() || fill();
  }
}
