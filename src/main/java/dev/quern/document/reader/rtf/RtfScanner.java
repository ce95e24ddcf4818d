package dev.quern.document.reader.rtf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.xml.sax.SAXException;

/** Cuts RTF into its groups, control words and characters. */
final class RtfScanner {

  private static final int MAX_WORD = 64;

  private final InputStream in;
  private int ahead = NONE;

  private static final int NONE = -2;

  /** What is done with each part. */
  interface Target {

    void open() throws IOException, SAXException;

    void close() throws IOException, SAXException;

    /** A control word; {@code number} is {@link #WITHOUT_NUMBER} where it has none. */
    void word(String word, int number) throws IOException, SAXException;

    /** One byte of text. */
    void character(int b) throws IOException, SAXException;

    /** A control symbol such as {@code ~}. */
    void symbol(char symbol) throws IOException, SAXException;
  }

  static final int WITHOUT_NUMBER = Integer.MIN_VALUE;

  RtfScanner(InputStream in) {
    this.in = in;
  }

  void scan(Target target) throws IOException, SAXException {
    for (int b = next(); b >= 0; b = next()) {
      switch (b) {
        case '{' -> target.open();
        case '}' -> target.close();
        case '\\' -> control(target);
        case '\r', '\n', 0 -> {}
        default -> target.character(b);
      }
    }
  }

  private int next() throws IOException {
    if (ahead != NONE) {
      int result = ahead;
      ahead = NONE;
      return result;
    }
    return in.read();
  }

  private void control(Target target) throws IOException, SAXException {
    int b = next();
    if (!isLetter(b)) {
      symbol(b, target);
      return;
    }
    ByteArrayOutputStream word = new ByteArrayOutputStream();
    for (; isLetter(b); b = next()) {
      if (word.size() < MAX_WORD) {
        word.write(b);
      }
    }
    StringBuilder digits = new StringBuilder();
    for (; b >= '0' && b <= '9' || b == '-' && digits.isEmpty(); b = next()) {
      digits.append((char) b);
    }
    if (b != ' ') {
      ahead = b;
    }
    int number =
        digits.toString().matches("-?\\d{1,9}")
            ? Integer.parseInt(digits.toString())
            : WITHOUT_NUMBER;
    String name = word.toString(StandardCharsets.US_ASCII);
    if (name.equals("bin")) {
      in.skipNBytes(Math.max(0, Math.min(number, in.available())));
    } else {
      target.word(name, number);
    }
  }

  private void symbol(int b, Target target) throws IOException, SAXException {
    switch (b) {
      case '\'' -> {
        int high = Character.digit(next(), 16);
        int low = Character.digit(next(), 16);
        if (high >= 0 && low >= 0) {
          target.character(high << 4 | low);
        }
      }
      case '\\', '{', '}' -> target.character(b);
      case '\r', '\n' -> target.word("par", WITHOUT_NUMBER);
      case '\t' -> target.word("tab", WITHOUT_NUMBER);
      default -> {
        if (b >= 0) {
          target.symbol((char) b);
        }
      }
    }
  }

  private static boolean isLetter(int b) {
    return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z';
  }
}
