package dev.quern.document.structure;

import dev.quern.document.structure.Piece.Kind;
import java.util.List;

/**
 * Finds the blocks at the start of a section without a parser as long as they are paragraphs and
 * ATX headings whose lines begin with a letter or another sign that begins no other block: most of
 * most texts. Nothing that begins so can be or become another block (CommonMark 0.31, sections 4
 * and 5). It ends before the first line that is something else, and before the paragraph that this
 * line might change.
 */
final class PlainBlocks {

  private static final int MAX_INDENT = 3;
  private static final int MAX_LEVEL = 6;
  private static final String OPENING = "\"'“”‘’«»„(¿¡#$€£%&/…–—§©@";

  private final String text;
  private final List<Piece> pieces;
  private int start = -1;
  private int end;
  private int consumed;

  private PlainBlocks(String text, List<Piece> pieces) {
    this.text = text;
    this.pieces = pieces;
  }

  /**
   * Adds the blocks that were found.
   *
   * @param from where to begin
   * @param last whether the text ends here, and so its last paragraph
   * @return up to where they account for the text; {@code from} where it begins with something else
   */
  static int find(String text, int from, boolean last, List<Piece> pieces) {
    PlainBlocks blocks = new PlainBlocks(text, pieces);
    blocks.consumed = from;
    int line = from;
    while (line < text.length()) {
      int lineEnd = lineEnd(text, line);
      if (lineEnd == text.length() && !last || !blocks.take(line, lineEnd)) {
        return blocks.consumed;
      }
      line = afterLineEnd(text, lineEnd);
    }
    if (last) {
      blocks.close(text.length());
    }
    return blocks.consumed;
  }

  /** Takes a line; false where it is neither of a paragraph nor a heading. */
  private boolean take(int from, int lineEnd) {
    int at = from;
    while (at < lineEnd && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    if (at == lineEnd) {
      close(afterLineEnd(text, lineEnd));
      return true;
    }
    if (at - from > MAX_INDENT || text.substring(from, at).indexOf('\t') >= 0) {
      return false;
    }
    int level = headingLevel(at, lineEnd);
    if (level > 0) {
      close(from);
      String title = SectionParser.title(text.substring(at, lineEnd));
      pieces.add(new Piece(from, lineEnd, Kind.HEADING, level, title));
      consumed = afterLineEnd(text, lineEnd);
      return true;
    }
    if (!isOfParagraph(at, lineEnd)) {
      return false;
    }
    start = start < 0 ? from : start;
    end = lineEnd;
    return true;
  }

  private boolean isOfParagraph(int at, int lineEnd) {
    char c = text.charAt(at);
    char next = at + 1 < lineEnd ? text.charAt(at + 1) : ' ';
    if (Character.isLetter(text.codePointAt(at)) || OPENING.indexOf(c) >= 0) {
      return true;
    }
    return switch (c) {
      case '*', '_' ->
          Character.isLetter(next)
              || next == c && at + 2 < lineEnd && Character.isLetter(text.charAt(at + 2));
      case '`' -> next != '`';
      case '!' -> next == '[';
      default -> Character.isDigit(c) && isNumber(at, lineEnd);
    };
  }

  /** Whether the digits are no number of a list. */
  private boolean isNumber(int at, int lineEnd) {
    int end = at;
    while (end < lineEnd && Character.isDigit(text.charAt(end))) {
      end++;
    }
    return end < lineEnd && text.charAt(end) != '.' && text.charAt(end) != ')';
  }

  private int headingLevel(int from, int lineEnd) {
    int at = from;
    while (at < lineEnd && text.charAt(at) == '#') {
      at++;
    }
    boolean ends = at == lineEnd || text.charAt(at) == ' ' || text.charAt(at) == '\t';
    return ends && at - from <= MAX_LEVEL ? at - from : 0;
  }

  /** Ends the paragraph, if there is one; all before {@code place} is accounted for. */
  private void close(int place) {
    if (start >= 0) {
      pieces.add(new Piece(start, end, Kind.TEXT, 0, ""));
      start = -1;
    }
    consumed = place;
  }

  static int lineEnd(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      at++;
    }
    return at;
  }

  static int afterLineEnd(String text, int lineEnd) {
    if (lineEnd == text.length()) {
      return lineEnd;
    }
    return text.startsWith("\r\n", lineEnd) ? lineEnd + 2 : lineEnd + 1;
  }
}
