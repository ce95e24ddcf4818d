package dev.quern.export.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Text that must be UTF-8, with or without a byte order mark. */
final class Utf8 {

  static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  /**
   * The most characters of one record: enough for images inline, and no more than a tenth of the
   * memory. Where a quote is not closed, the rest of a file is one record.
   */
  static final int MAX_RECORD = (int) Math.min(300_000_000, Runtime.getRuntime().maxMemory() / 10);

  private Utf8() {}

  static Reader reader(InputStream in) throws IOException {
    PushbackInputStream bytes = new PushbackInputStream(in, MARK.length);
    byte[] first = bytes.readNBytes(MARK.length);
    if (!java.util.Arrays.equals(first, MARK)) {
      bytes.unread(first);
    }
    return new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder());
  }

  /** The next line without its line end; null after the last one. */
  static @Nullable String line(BufferedReader reader) throws IOException {
    try {
      StringBuilder line = new StringBuilder();
      int c = reader.read();
      if (c < 0) {
        return null;
      }
      for (; c >= 0 && c != '\n'; c = reader.read()) {
        line.append((char) c);
        if (line.length() > MAX_RECORD) {
          throw tooLong(MAX_RECORD);
        }
      }
      return line.toString();
    } catch (CharacterCodingException e) {
      throw broken(e);
    }
  }

  static BrokenFileException tooLong(int max) {
    return new BrokenFileException("The record is longer than " + max + " characters", null);
  }

  static BrokenFileException broken(CharacterCodingException e) {
    return new BrokenFileException("The file is not UTF-8 from here on", e);
  }
}
