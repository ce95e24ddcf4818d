package dev.quern.document.charset;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What one pass over the bytes of a text shows about its charset. Memory is constant.
 *
 * @param start the first bytes, up to 64 KB
 * @param nonAscii lines with bytes over 0x7F, up to 64 KB of them from anywhere in the text
 * @param utf8 how many well-formed UTF-8 sequences of two bytes or more there are
 * @param notUtf8 how many bytes are not part of well-formed UTF-8
 * @param zeros how many bytes are 0
 * @param size how many bytes there are
 */
public record TextSample(
    byte[] start, byte[] nonAscii, long utf8, long notUtf8, long zeros, long size) {

  private static final int LIMIT = 1 << 16;

  public static TextSample of(InputStream bytes) throws IOException {
    InputStream in = new BufferedInputStream(bytes, LIMIT);
    in.mark(LIMIT);
    byte[] start = in.readNBytes(LIMIT);
    in.reset();
    Pass pass = new Pass();
    byte[] buffer = new byte[8192];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      for (int i = 0; i < n; i++) {
        pass.take(buffer[i] & 0xFF);
      }
    }
    pass.end();
    return new TextSample(
        start, pass.telling.toByteArray(), pass.utf8, pass.notUtf8, pass.zeros, pass.size);
  }

  /**
   * Whether the bytes are UTF-8, apart from some damage. In other charsets, well-formed sequences
   * occur by chance: hardly ever in alphabets, but for one in four pairs of bytes in Chinese,
   * Japanese and Korean.
   */
  boolean isUtf8() {
    return notUtf8 == 0 || utf8 > 2 * notUtf8;
  }

  /** The share of non-ASCII bytes that are well-formed UTF-8; 1 if all are. */
  double utf8Share() {
    return notUtf8 == 0 ? 1 : (double) utf8 / (utf8 + notUtf8);
  }

  /** The UTF-8 decoder of RFC 3629, table 3-7 of the Unicode standard, as a counter. */
  private static final class Pass {
    private final ByteArrayOutputStream telling = new ByteArrayOutputStream();
    private final byte[] line = new byte[4096];
    private int lineLength;
    private boolean lineTells;
    private long utf8;
    private long notUtf8;
    private long zeros;
    private long size;
    private int missing;
    private int lowest = 0x80;
    private int highest = 0xBF;

    void take(int b) {
      size++;
      if (lineLength == line.length) {
        endLine();
      }
      line[lineLength++] = (byte) b;
      lineTells |= b > 0x7F;
      if (b == '\n') {
        endLine();
      }
      count(b);
    }

    private void count(int b) {
      if (missing > 0) {
        boolean fits = b >= lowest && b <= highest;
        lowest = 0x80;
        highest = 0xBF;
        if (fits) {
          missing--;
          utf8 += missing == 0 ? 1 : 0;
          return;
        }
        notUtf8++;
        missing = 0;
      }
      if (b >= 0xC2 && b <= 0xDF) {
        missing = 1;
      } else if (b >= 0xE0 && b <= 0xEF) {
        missing = 2;
        lowest = b == 0xE0 ? 0xA0 : 0x80;
        highest = b == 0xED ? 0x9F : 0xBF;
      } else if (b >= 0xF0 && b <= 0xF4) {
        missing = 3;
        lowest = b == 0xF0 ? 0x90 : 0x80;
        highest = b == 0xF4 ? 0x8F : 0xBF;
      } else if (b > 0x7F) {
        notUtf8++;
      } else if (b == 0) {
        zeros++;
      }
    }

    private void endLine() {
      if (lineTells && telling.size() < LIMIT) {
        telling.write(line, 0, lineLength);
      }
      lineLength = 0;
      lineTells = false;
    }

    void end() {
      endLine();
      notUtf8 += missing > 0 ? 1 : 0;
    }
  }
}
