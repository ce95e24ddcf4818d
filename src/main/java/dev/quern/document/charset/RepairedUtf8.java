package dev.quern.document.charset;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.Charset;

/**
 * Reads UTF-8 that contains some bytes of another charset, as in a text that was copied together
 * from two sources. Up to three such bytes between ASCII characters are read as windows-1252, which
 * they mostly are ({@code It<92>s}, {@code caf<E9>}); what else is malformed, such as half a
 * character, becomes U+FFFD once (Unicode standard, section 3.9, maximal subparts).
 */
public final class RepairedUtf8 extends Reader {

  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final int MAX_RUN = 3;

  private final InputStream in;
  private boolean asciiBefore = true;
  private char lowSurrogate;

  /** Reads the bytes, which are closed with it. */
  public RepairedUtf8(InputStream bytes) {
    this.in = new BufferedInputStream(bytes, 1 << 16);
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    int count = 0;
    while (count < length) {
      int c = next();
      if (c < 0) {
        return count == 0 ? -1 : count;
      }
      buffer[offset + count++] = (char) c;
    }
    return count;
  }

  private int next() throws IOException {
    if (lowSurrogate != 0) {
      char low = lowSurrogate;
      lowSurrogate = 0;
      return low;
    }
    int first = in.read();
    if (first < 0x80) {
      asciiBefore = true;
      return first;
    }
    in.mark(8);
    int length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    int point = first & 0xFF >> length + 1;
    for (int i = 1; i < length; i++) {
      int b = first < 0xC2 || first > 0xF4 ? -1 : in.read();
      if (!continues(first, i, b)) {
        in.reset();
        return malformed(first, i - 1);
      }
      point = point << 6 | b & 0x3F;
    }
    asciiBefore = false;
    if (Character.isBmpCodePoint(point)) {
      return point;
    }
    lowSurrogate = Character.lowSurrogate(point);
    return Character.highSurrogate(point);
  }

  /** Table 3-7 of the Unicode standard. */
  private static boolean continues(int first, int index, int b) {
    if (index > 1) {
      return b >= 0x80 && b <= 0xBF;
    }
    int lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    int highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    return b >= lowest && b <= highest;
  }

  private int malformed(int first, int wellFormed) throws IOException {
    if (wellFormed == 0 && asciiBefore && endsSoon()) {
      return new String(new byte[] {(byte) first}, WINDOWS).charAt(0);
    }
    in.skipNBytes(wellFormed);
    asciiBefore = false;
    return 0xFFFD;
  }

  /** Whether ASCII or the end follows, after two more such bytes at most. */
  private boolean endsSoon() throws IOException {
    in.mark(8);
    int run = 1;
    int b = in.read();
    while (b >= 0x80 && run < MAX_RUN) {
      run++;
      b = in.read();
    }
    in.reset();
    return b < 0x80;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
