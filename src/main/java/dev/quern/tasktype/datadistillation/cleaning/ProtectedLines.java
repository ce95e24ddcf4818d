package dev.quern.tasktype.datadistillation.cleaning;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds text that is protected because of its line, such as tables and indented code. */
final class ProtectedLines {

  private static final Pattern LINE = Pattern.compile("[^\\r\\n]*(?:\\r\\n|[\\r\\n])?");
  private static final Pattern LIST_MARK =
      Pattern.compile("[ \\t]*(?:>[ \\t]*)*+(?:[-*+]|\\d{1,9}[.)])[ \\t]+");
  private static final Pattern TABLE_RULE =
      Pattern.compile("[ \\t>]*\\|?[ \\t]*:?-+:?[ \\t]*(?:\\|[ \\t]*:?-+:?[ \\t]*)*+\\|?[ \\t]*");
  private static final Pattern TABLE_ROW = Pattern.compile("[ \\t>]*\\|.*\\|[ \\t]*");
  private static final int CODE_INDENTATION = 4;

  private record Line(int start, int end, int next) {}

  private final String text;
  private final BitSet places;
  private final List<Line> lines = new ArrayList<>();
  private final CodeFences fences = new CodeFences();
  private boolean inList;
  private boolean inTable;

  ProtectedLines(String text, BitSet places) {
    this.text = text;
    this.places = places;
    Matcher matcher = LINE.matcher(text);
    while (matcher.find() && matcher.end() > matcher.start()) {
      int end = matcher.end();
      while (end > matcher.start() && WhitespaceTrim.isLineEnd(text.charAt(end - 1))) {
        end--;
      }
      lines.add(new Line(matcher.start(), end, matcher.end()));
    }
  }

  void keep() {
    boolean fenced = !CodeFences.none(text);
    boolean table = text.indexOf('|') >= 0;
    boolean codeBefore = false;
    int gapStart = 0;
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      String content = text.substring(line.start(), line.end());
      if (fenced && fences.takes(content)) {
        boolean goesOn = i + 1 < lines.size() && fences.isOpen();
        places.set(line.start(), goesOn ? line.next() : line.end());
        codeBefore = false;
      } else if (!WhitespaceTrim.isBlank(content)) {
        boolean code = prose(line, content);
        if (code && codeBefore) {
          places.set(gapStart, line.start()); // blank lines within code
        }
        codeBefore = code;
        inTable = table && content.indexOf('|') >= 0 && isInTable(i, content);
        if (inTable) {
          places.set(line.start(), line.end());
        }
        gapStart = line.end();
      } else {
        inTable = false;
      }
    }
  }

  /**
   * Protects the indentation, and returns whether the whole line is protected because it may be
   * code.
   */
  private boolean prose(Line line, String content) {
    Matcher mark = LIST_MARK.matcher(content);
    boolean marked = mark.lookingAt();
    int indentation = 0;
    while (WhitespaceTrim.isBlank(content.charAt(indentation))) {
      indentation++;
    }
    boolean deep = columns(content, indentation) >= CODE_INDENTATION;
    if (deep && !(marked && inList)) {
      places.set(line.start(), line.end());
      return true;
    }
    inList = marked || inList && indentation > 0;
    places.set(line.start(), line.start() + (marked ? mark.end() : indentation));
    return false;
  }

  private static int columns(String content, int indentation) {
    return content.substring(0, indentation).indexOf('\t') >= 0 ? CODE_INDENTATION : indentation;
  }

  /** A row with bars at both ends, a rule of dashes, the row above one and the rows below. */
  private boolean isInTable(int row, String content) {
    return inTable
        || TABLE_ROW.matcher(content).matches()
        || TABLE_RULE.matcher(content).matches()
        || row + 1 < lines.size()
            && content(row + 1).indexOf('|') >= 0
            && TABLE_RULE.matcher(content(row + 1)).matches();
  }

  private String content(int row) {
    return text.substring(lines.get(row).start(), lines.get(row).end());
  }
}
