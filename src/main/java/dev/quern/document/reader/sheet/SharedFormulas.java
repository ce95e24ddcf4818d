package dev.quern.document.reader.sheet;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.ss.util.CellReference;
import org.jspecify.annotations.Nullable;

/** Formulas that are stored with the first of the cells that have them, moved for the others. */
final class SharedFormulas {

  private static final Pattern REFERENCE =
      Pattern.compile(
          "\"[^\"]*\"|'[^']*'!|(?<![\\w.$])(\\$?)([A-Za-z]{1,3})(\\$?)(\\d{1,7})(?![\\w(.!])");

  private record First(String formula, CellReference cell) {}

  private final Map<String, First> firsts = new HashMap<>();
  private String open = "";
  private String at = "";

  /**
   * @param number which of the shared formulas it is; null where it is not one of them
   * @param cell the cell it stands in, such as {@code B7}
   */
  void begin(@Nullable String number, String cell) {
    open = number == null ? "" : number;
    at = cell;
  }

  /** The formula of the cell, given what stands in it. */
  String end(String text) {
    if (open.isEmpty() || !at.matches("[A-Za-z]{1,3}\\d{1,7}")) {
      return text;
    }
    CellReference cell = new CellReference(at);
    if (!text.isBlank()) {
      firsts.put(open, new First(text, cell));
      return text;
    }
    First first = firsts.get(open);
    return first == null ? "" : moved(first, cell);
  }

  private static String moved(First first, CellReference to) {
    int down = to.getRow() - first.cell().getRow();
    int right = to.getCol() - first.cell().getCol();
    Matcher reference = REFERENCE.matcher(first.formula());
    return reference.replaceAll(
        found -> {
          if (found.group(2) == null) {
            return Matcher.quoteReplacement(found.group());
          }
          int column = CellReference.convertColStringToIndex(found.group(2));
          int row = Integer.parseInt(found.group(4));
          boolean fixedColumn = !found.group(1).isEmpty();
          boolean fixedRow = !found.group(3).isEmpty();
          String name =
              CellReference.convertNumToColString(Math.max(0, column + (fixedColumn ? 0 : right)));
          int line = Math.max(1, row + (fixedRow ? 0 : down));
          return Matcher.quoteReplacement(found.group(1) + name + found.group(3) + line);
        });
  }
}
