package dev.quern.document.structure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;

/** Takes out the data that a text holds itself, as addresses (RFC 2397) in Base64. */
public final class InlineImages {

  private static final String MARK = ";base64,";
  private static final int MAX_LENGTH = 100 * 1024 * 1024;

  /** What is done with the data of an address. */
  public interface Taker {
    void take(byte[] data) throws IOException;
  }

  private InlineImages() {}

  /** Gives each in turn; the text is in a charset in which ASCII is ASCII. */
  public static void each(InputStream text, Taker taker) throws IOException {
    int matched = 0;
    for (int b = text.read(); b >= 0; b = text.read()) {
      boolean goesOn = MARK.charAt(matched) == b;
      matched = goesOn ? matched + 1 : b == MARK.charAt(0) ? 1 : 0;
      if (matched == MARK.length()) {
        matched = 0;
        take(text, taker);
      }
    }
  }

  private static void take(InputStream text, Taker taker) throws IOException {
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    int b = text.read();
    for (; isBase64(b); b = text.read()) {
      if (encoded.size() <= MAX_LENGTH) {
        encoded.write(b);
      }
    }
    if (encoded.size() <= MAX_LENGTH) {
      try {
        taker.take(Base64.getDecoder().decode(encoded.toByteArray()));
      } catch (IllegalArgumentException e) {
        // It is cut off, or no Base64: the text has others.
      }
    }
  }

  private static boolean isBase64(int c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '+'
        || c == '/'
        || c == '=';
  }
}
