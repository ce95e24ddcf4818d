package dev.quern.document.reader.pdf.letter;

import dev.quern.document.markup.Scripts;
import dev.quern.document.markup.SymbolFonts;
import java.util.List;
import org.apache.pdfbox.text.TextPosition;

/** Marks what is raised or lowered in a word: smaller, and off the line of the word's letters. */
public final class RaisedText {

  private static final float SMALLER = 0.85f;
  private static final float OFF_LINE = 0.08f;

  private RaisedText() {}

  /** The word with its superscripts and subscripts; as it is where it has none. */
  public static String of(String text, List<TextPosition> positions) {
    String shown = marked(text, positions);
    return shown.chars().anyMatch(RaisedText::isPrivate) ? withSymbols(shown, positions) : shown;
  }

  /** Where fonts of symbols have theirs. */
  private static boolean isPrivate(int c) {
    return c >= 0xF000 && c < 0xF100;
  }

  private static String withSymbols(String text, List<TextPosition> positions) {
    StringBuilder result = new StringBuilder();
    for (char c : text.toCharArray()) {
      String symbol = String.valueOf(c);
      String font =
          positions.stream()
              .filter(one -> isPrivate(c) && one.getUnicode().indexOf(c) >= 0)
              .map(RaisedText::family)
              .findFirst()
              .orElse("");
      String known = SymbolFonts.isSymbolic(font) ? SymbolFonts.text(symbol, font) : "";
      result.append(known.isEmpty() ? symbol : known);
    }
    return result.toString();
  }

  /** The name of the font, without the mark of those that hold only some of its letters. */
  private static String family(TextPosition position) {
    String name = String.valueOf(position.getFont().getName()).replaceFirst("^[A-Z]{6}\\+", "");
    return name.startsWith("Symbol")
        ? "Symbol"
        : name.replaceFirst("-.*", "").replaceFirst("(?<=[a-z])(?=\\d$)", " ");
  }

  private static String marked(String text, List<TextPosition> positions) {
    TextPosition base = positions.get(0);
    float line = base.getTextMatrix().getTranslateY();
    boolean even = true;
    for (TextPosition position : positions) {
      even = even && position.getTextMatrix().getTranslateY() == line;
    }
    if (even || text.codePoints().anyMatch(RaisedText::isFromRight)) {
      return text;
    }
    for (TextPosition position : positions) {
      base = size(position) > size(base) ? position : base;
    }
    TextPosition largest = base;
    if (positions.stream().allMatch(position -> place(position, largest) == 0)) {
      return text;
    }
    StringBuilder result = new StringBuilder();
    StringBuilder run = new StringBuilder();
    int open = 0;
    for (TextPosition position : positions) {
      int place = place(position, base);
      if (place != open) {
        end(run, open, result);
        open = place;
      }
      run.append(position.getUnicode());
    }
    end(run, open, result);
    return result.toString();
  }

  /** Of a script from the right, whose letters are drawn in another order than they are read. */
  private static boolean isFromRight(int letter) {
    byte direction = Character.getDirectionality(letter);
    return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
        || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
  }

  /**
   * How large it is on the page, in points. PDFBox's own figure leaves out how the page is scaled,
   * which it is in all that browsers print.
   */
  public static float size(TextPosition position) {
    return Math.abs(position.getYScale());
  }

  private static int place(TextPosition position, TextPosition base) {
    float size = size(base);
    float up = base.getYDirAdj() - position.getYDirAdj();
    boolean off = size(position) <= SMALLER * size && Math.abs(up) >= OFF_LINE * size;
    return off ? (int) Math.signum(up) : 0;
  }

  private static void end(StringBuilder run, int place, StringBuilder result) {
    String text = run.toString();
    run.setLength(0);
    result.append(
        text.isBlank() || place == 0
            ? text
            : place > 0 ? Scripts.superscript(text) : Scripts.subscript(text));
  }
}
