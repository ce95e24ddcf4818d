package dev.quern.document.reader.sheet;

import dev.quern.document.markup.Xhtml;
import java.util.BitSet;
import java.util.Locale;
import java.util.TreeMap;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.CellValue;
import org.apache.poi.ss.util.CellReference;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** The rows of a sheet as they are parsed; those that are shown become rows of a table. */
final class SheetRows extends DefaultHandler {

  private static final int MAX_COLUMNS = 16_384;

  private final String name;
  private final SharedStrings strings;
  private final CellFormats formats;
  private final Formulas formulas;
  private final MergedCells merged;
  private final SheetTable table;
  private final SharedFormulas shared = new SharedFormulas();
  private final BitSet hiddenColumns = new BitSet();
  private final TreeMap<Integer, String> row = new TreeMap<>();
  private final StringBuilder text = new StringBuilder();
  private boolean hiddenRow;

  /** Whether the rows that the sheet does not name are hidden. */
  private boolean othersHidden;

  private boolean taken;
  private String reference = "";
  private String type = "";
  private String value = "";
  private String formula = "";
  private boolean computes;
  private int style;
  private int column;
  private int number = -1;

  SheetRows(
      String name,
      SharedStrings strings,
      CellFormats formats,
      Formulas formulas,
      MergedCells merged,
      Xhtml out) {
    this.table = new SheetTable(name, hiddenColumns::get, out);
    this.name = name;
    this.strings = strings;
    this.formats = formats;
    this.formulas = formulas;
    this.merged = merged;
  }

  @Override
  public void startElement(String uri, String local, String qName, Attributes attributes)
      throws SAXException {
    switch (local) {
      case "sheetFormatPr" -> othersHidden = isOn(attributes, "zeroHeight");
      case "col" -> {
        if (isOn(attributes, "hidden") || "0".equals(attributes.getValue("width"))) {
          int last = Math.min(MAX_COLUMNS, number(attributes, "max", 0));
          hiddenColumns.set(Math.max(0, number(attributes, "min", 1) - 1), Math.max(0, last));
        }
      }
      case "row" -> {
        int before = number;
        number = number(attributes, "r", number + 2) - 1;
        unstored(before + 1, number - 1);
        row.clear();
        column = -1;
        hiddenRow = isOn(attributes, "hidden") || "0".equals(attributes.getValue("ht"));
      }
      case "c" -> {
        reference = String.valueOf(attributes.getValue("r"));
        type = attributes.getValue("t") == null ? "n" : attributes.getValue("t");
        style = number(attributes, "s", 0);
        boolean placed = reference.matches("[A-Za-z]{1,3}\\d+");
        column = placed ? new CellReference(reference).getCol() : column + 1;
        value = "";
        formula = "";
        computes = false;
        text.setLength(0);
      }
      case "v", "f", "t" -> {
        taken = true;
        if (!local.equals("t")) {
          text.setLength(0);
        }
        if (local.equals("f")) {
          computes = true;
          shared.begin(attributes.getValue("si"), reference);
        }
      }
      case "rPh" -> taken = false;
      default -> {}
    }
  }

  @Override
  public void endElement(String uri, String local, String qName) throws SAXException {
    switch (local) {
      case "v" -> value = text.toString();
      case "f" -> formula = shared.end(text.toString());
      case "is" -> value = text.toString();
      case "c" -> cell();
      case "row" -> {
        if (!hiddenRow) {
          merged.take(number, number, hiddenColumns::get, row);
        }
        table.row(row);
      }
      default -> {}
    }
    taken = taken && !local.matches("[vft]");
  }

  private void cell() {
    if (hiddenRow || hiddenColumns.get(Math.max(0, column))) {
      merged.hold(number, column, this::shown);
      return;
    }
    String shown = shown();
    if (!shown.isBlank()) {
      row.put(column, shown);
    }
  }

  /** Rows that the sheet does not name have no cells of their own; they may show merged ones. */
  private void unstored(int first, int last) throws SAXException {
    if (!othersHidden) {
      table.row(merged.take(first, last, hiddenColumns::get, new TreeMap<>()));
    }
  }

  @Override
  public void characters(char[] buffer, int start, int length) {
    if (taken) {
      text.append(buffer, start, length);
    }
  }

  SheetTable table() {
    return table;
  }

  private String shown() {
    boolean computed = computes && value.isEmpty() && !type.equals("str");
    if (computed) {
      return computed();
    }
    return switch (type) {
      case "s" ->
          strings.get(value.matches("\\s*\\d{1,9}\\s*") ? Integer.parseInt(value.strip()) : -1);
      case "b" -> value.equals("1") ? "TRUE" : "FALSE";
      case "n" -> value.isBlank() ? "" : numeric(value);
      case "inlineStr", "str" -> SharedStrings.unescaped(value);
      case "d" -> value.replaceFirst("T00:00:00(\\.0+)?Z?$", "");
      default -> value;
    };
  }

  private String numeric(String digits) {
    try {
      return formats.shown(Double.parseDouble(digits), style);
    } catch (NumberFormatException e) {
      return digits;
    }
  }

  private String computed() {
    CellValue result = formulas.value(name, reference);
    if (result == null) {
      return formula.isEmpty() ? "" : "=" + formula;
    }
    if (result.getCellType() == CellType.NUMERIC) {
      return formats.shown(result.getNumberValue(), style);
    }
    return result.getCellType() == CellType.STRING
        ? result.getStringValue()
        : String.valueOf(result.getBooleanValue()).toUpperCase(Locale.ROOT);
  }

  /** The last rows that only merged cells show, and the end of the table. */
  void end() throws SAXException {
    unstored(number + 1, Integer.MAX_VALUE);
    table.end();
  }

  private static boolean isOn(Attributes attributes, String name) {
    String value = attributes.getValue(name);
    return value != null && value.matches("1|true");
  }

  private static int number(Attributes attributes, String name, int otherwise) {
    String value = attributes.getValue(name);
    return value != null && value.matches("\\d{1,9}") ? Integer.parseInt(value) : otherwise;
  }
}
