package dev.quern.document.reader.odf;

import dev.quern.document.markup.Xml;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** The cells of a table that reach over others, row by row, and its columns that are hidden. */
final class OdfSpans {

  private static final int MAX_SPANNED = 10_000;

  private final BitSet hidden;
  private final Map<Integer, Span> reaching = new HashMap<>();
  private int row = -1;

  /** A cell; written once, at the first place it reaches that is shown. */
  static final class Span {
    private final Element cell;
    private final int lastRow;
    private final int lastColumn;
    private boolean written;

    private Span(Element cell, int lastRow, int lastColumn) {
      this.cell = cell;
      this.lastRow = lastRow;
      this.lastColumn = lastColumn;
    }

    Element cell() {
      return cell;
    }
  }

  OdfSpans(BitSet hiddenColumns) {
    this.hidden = hiddenColumns;
  }

  void nextRow() {
    row++;
    reaching.values().removeIf(span -> span.lastRow < row);
  }

  /** Whether a cell that begins in a row above, which is hidden, is still to be written. */
  boolean isWaiting() {
    return reaching.values().stream().anyMatch(span -> !span.written && span.cell.hasText());
  }

  /** The cell that begins there. */
  Span begin(Element cell, int column) {
    int rows = spanned(cell, "table:number-rows-spanned");
    int columns = spanned(cell, "table:number-columns-spanned");
    Span span = new Span(cell, row + rows - 1, column + columns - 1);
    for (int i = column; rows * columns > 1 && i < column + columns; i++) {
      reaching.put(i, span);
    }
    return span;
  }

  private static int spanned(Element cell, String attribute) {
    return Math.max(1, Math.min(MAX_SPANNED, Xml.number(cell, attribute, 1)));
  }

  /** The cell that reaches over a place; null where none does, as of a blank row. */
  @Nullable Span at(int column) {
    return reaching.get(column);
  }

  /** Whether the cell is to be written there: the column is shown, and it was not before. */
  boolean isFirstShown(int column, @Nullable Span span) {
    if (hidden.get(column) || span != null && span.written) {
      return false;
    }
    if (span != null) {
      span.written = true;
    }
    return true;
  }

  int rows(Span span) {
    return span.lastRow - row + 1;
  }

  /** How many shown columns are left to the cell. */
  int columns(Span span, int column) {
    return span.lastColumn - column + 1 - hidden.get(column, span.lastColumn + 1).cardinality();
  }
}
