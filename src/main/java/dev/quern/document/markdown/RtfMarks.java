package dev.quern.document.markdown;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Tika's RTF parser drops where cells and rows end and which paragraphs are headings. This copies
 * the RTF with private characters in these places, which pass the parser as text; {@link RtfTables}
 * takes them out again. Control words as in the Rich Text Format Specification 1.9.
 */
public class RtfMarks {

  static final char CELL_END = '\uE000';
  static final char ROW_END = '\uE001';
  static final char IN_TABLE = '\uE002';

  /** The mark of a heading of level 1; those of level 2 to 6 follow. */
  static final char HEADING = '\uE010';

  private final InputStream in;
  private final OutputStream out;

  private RtfMarks(InputStream in, OutputStream out) {
    this.in = in;
    this.out = out;
  }

  public static void copy(InputStream in, OutputStream out) throws IOException {
    new RtfMarks(new BufferedInputStream(in, 1 << 16), out).copy();
  }

  private void copy() throws IOException {
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b == '\\') {
        control();
      } else {
        out.write(b);
      }
    }
  }

  private void control() throws IOException {
    ByteArrayOutputStream word = new ByteArrayOutputStream();
    in.mark(1);
    int b = in.read();
    if (!isLetter(b)) {
      out.write('\\');
      if (b >= 0) {
        out.write(b);
      }
      return;
    }
    while (isLetter(b)) {
      word.write(b);
      in.mark(1);
      b = in.read();
    }
    ByteArrayOutputStream number = new ByteArrayOutputStream();
    while (b == '-' && number.size() == 0 || b >= '0' && b <= '9') {
      number.write(b);
      in.mark(1);
      b = in.read();
    }
    if (b != ' ' && b >= 0) {
      in.reset();
    }
    write(word.toString(StandardCharsets.US_ASCII), number.toString(StandardCharsets.US_ASCII));
  }

  private void write(String word, String number) throws IOException {
    switch (word) {
      case "cell", "nestcell" -> mark(CELL_END);
      case "row" -> mark(ROW_END);
      default -> {}
    }
    ascii("\\" + word + number + " ");
    if (word.equals("intbl")) {
      mark(IN_TABLE);
    } else if (word.equals("outlinelevel") && number.matches("[0-5]")) {
      mark((char) (HEADING + number.charAt(0) - '0'));
    } else if (word.equals("bin") && number.matches("\\d{1,8}")) {
      for (int i = Integer.parseInt(number); i > 0; i--) {
        out.write(Math.max(0, in.read()));
      }
    }
  }

  private void mark(char mark) throws IOException {
    ascii("{\\uc1\\u" + (short) mark + " ?}");
  }

  private void ascii(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static boolean isLetter(int b) {
    return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z';
  }
}
