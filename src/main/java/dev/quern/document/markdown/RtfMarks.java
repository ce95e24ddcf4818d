package dev.quern.document.markdown;

import dev.quern.document.markup.Scripts;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

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

  private static final Set<String> NOT_SHOWN =
      Set.of(
          "header",
          "headerl",
          "headerr",
          "headerf",
          "footer",
          "footerl",
          "footerr",
          "footerf",
          "annotation",
          "atnid",
          "atnauthor",
          "atntime",
          "atnicn",
          "atndate",
          "atnref",
          "atnparent");

  private static final String SUPERSCRIPT = "super";

  private final InputStream in;
  private final OutputStream out;
  private final Deque<State> outer = new ArrayDeque<>();
  private final StringBuilder script = new StringBuilder();
  private State state = new State(false, false, "");

  /** What holds in a group: whether it is a part that is left out, hidden or deleted, raised. */
  private record State(boolean left, boolean hidden, String script) {

    boolean shows() {
      return !left && !hidden;
    }
  }

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
      } else if (b == '{') {
        endScript();
        outer.push(state);
        out.write(b);
      } else if (b == '}') {
        endScript();
        state = outer.isEmpty() ? state : outer.pop();
        out.write(b);
      } else if (state.shows()) {
        text(b);
      }
    }
  }

  private void control() throws IOException {
    ByteArrayOutputStream word = new ByteArrayOutputStream();
    in.mark(1);
    int b = in.read();
    if (!isLetter(b)) {
      symbol(b);
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

  private void text(int b) throws IOException {
    boolean raised = !state.script().isEmpty() && b > ' ' && b < 0x7F;
    if (raised) {
      script.append((char) b);
    } else {
      if (b > ' ') {
        endScript();
      }
      out.write(b);
    }
  }

  /** A raised or lowered text that is complete, as Unicode; the parser drops how it is set. */
  private void endScript() throws IOException {
    if (script.length() == 0) {
      return;
    }
    String text = script.toString();
    script.setLength(0);
    String shown =
        state.script().equals(SUPERSCRIPT) ? Scripts.superscript(text) : Scripts.subscript(text);
    for (char c : shown.toCharArray()) {
      if (c < 0x80) {
        out.write(c);
      } else {
        ascii("{\\uc1\\u" + (short) c + " ?}");
      }
    }
  }

  /** A control symbol; a hexadecimal character keeps its two digits. */
  private void symbol(int b) throws IOException {
    boolean character = b == '\'' || b == '\\' || b == '{' || b == '}' || b == '~' || b == '_';
    endScript();
    byte[] digits = b == '\'' ? in.readNBytes(2) : new byte[0];
    if (character && !state.shows()) {
      return;
    }
    out.write('\\');
    if (b >= 0) {
      out.write(b);
    }
    out.write(digits);
  }

  private void write(String word, String number) throws IOException {
    boolean on = !number.equals("0");
    if (NOT_SHOWN.contains(word)) {
      state = new State(true, state.hidden(), state.script());
    }
    endScript();
    switch (word) {
      case "v", "deleted" -> state = new State(state.left(), on, state.script());
      case "plain" -> state = new State(state.left(), false, "");
      case "super", "sub" -> state = new State(state.left(), state.hidden(), on ? word : "");
      case "nosupersub" -> state = new State(state.left(), state.hidden(), "");
      default -> {}
    }
    boolean character = word.equals("u") || word.equals("par") || word.equals("line");
    if (character && !state.shows() || state.left() && word.equals("tab")) {
      return;
    }
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
