package dev.quern.document.structure;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.util.regex.Pattern;

/**
 * Copies Markdown without its invisible parts: front matter, HTML comments, and the data of images.
 * Inside code they are kept as text, of such data the beginning.
 */
public final class ShownMarkdown {

  private static final int SECTION = 64 * 1024;
  private static final int MAX_LENGTH = 1024 * 1024;
  private static final Pattern COMMENT = Pattern.compile("(?s)<!--.*?-->");

  private ShownMarkdown() {}

  /** Copies in constant memory; the reader is not closed. */
  public static void copy(Reader in, Writer out) throws IOException {
    Reader source = InlineData.shortened(in);
    SectionParser parser = new SectionParser(0);
    StringBuilder text = new StringBuilder();
    int size = SECTION;
    boolean last = false;
    boolean hidden = false;
    while (!last) {
      last = fill(source, text, size);
      int end = last ? text.length() : endOfLine(text);
      if (end == 0) {
        end = text.length();
      }
      String part = text.substring(0, end);
      SectionParser.Section section = parser.parse(part, last, size >= MAX_LENGTH);
      if (section.consumed() == 0 && !last) {
        size *= 2;
        continue;
      }
      hidden = write(part.substring(0, section.consumed()), section, hidden, out);
      text.delete(0, section.consumed());
      size = SECTION;
    }
  }

  private static boolean fill(Reader in, StringBuilder text, int size) throws IOException {
    char[] buffer = new char[8192];
    while (text.length() < size) {
      int n = in.read(buffer);
      if (n < 0) {
        return true;
      }
      text.append(buffer, 0, n);
    }
    return false;
  }

  private static int endOfLine(StringBuilder text) {
    for (int i = text.length() - 1; i > 0; i--) {
      char before = text.charAt(i - 1);
      if (before == '\n' || before == '\r' && text.charAt(i) != '\n') {
        return i;
      }
    }
    return 0;
  }

  /** Writes a section; returns whether it ends inside a comment. */
  private static boolean write(
      String text, SectionParser.Section section, boolean inComment, Writer out)
      throws IOException {
    int at = 0;
    boolean hidden = false;
    boolean first = section.goesOn();
    for (Piece piece : section.pieces()) {
      int start = (int) piece.start();
      int end = (int) Math.min(text.length(), piece.end());
      out.write(text, at, Math.max(0, start - at));
      at = Math.max(at, end);
      hidden = isHidden(piece) || first && inComment;
      first = false;
      String shown = hidden ? "" : shown(piece, text.substring(Math.min(start, end), end));
      if (shown.isEmpty()) {
        at = afterLine(text, at);
      } else {
        out.write(shown);
      }
    }
    out.write(text, at, text.length() - at);
    return hidden;
  }

  private static String shown(Piece piece, String text) {
    if (piece.kind() == Piece.Kind.CODE) {
      return text;
    }
    boolean markdown = !piece.isWhole() && text.indexOf('`') < 0;
    return InlineData.removed(markdown ? COMMENT.matcher(text).replaceAll("") : text);
  }

  /** After the end of the line and one empty line, which stood around what is left out. */
  private static int afterLine(String text, int from) {
    int at = from;
    for (int i = 0; i < 2 && at < text.length(); i++) {
      int start = at;
      while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
        at++;
      }
      if (at < text.length() && text.charAt(at) == '\r') {
        at++;
      }
      if (at < text.length() && text.charAt(at) == '\n') {
        at++;
      } else if (at == start || text.charAt(at - 1) != '\r') {
        return start;
      }
    }
    return at;
  }

  private static boolean isHidden(Piece piece) {
    return piece.kind() == Piece.Kind.COMMENT || piece.kind() == Piece.Kind.FRONT_MATTER;
  }
}
