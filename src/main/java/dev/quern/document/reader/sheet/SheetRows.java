package dev.quern.document.reader.sheet;

import dev.quern.document.markup.Xhtml;
import java.util.BitSet;
import java.util.Locale;
import java.util.Map;
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
  private final Xhtml out;
  private final SharedFormulas shared = new SharedFormulas();
  private final BitSet hiddenColumns = new BitSet();
  private final Map<Integer, String> row = new TreeMap<>();
  private final StringBuilder text = new StringBuilder();
  private boolean begun;
  private boolean headed;
  private boolean hiddenRow;
  private boolean hiddenByDefault;
  private boolean taken;
  private String reference = "";
  private String type = "";
  private String value = "";
  private String formula = "";
  private boolean computes;
  private int style;
  private int column;

  SheetRows(String name, SharedStrings strings, CellFormats formats, Formulas formulas, Xhtml out) {
    this.name = name;
    this.strings = strings;
    this.formats = formats;
    this.formulas = formulas;
    this.out = out;
  }

  @Override
  public void startElement(String uri, String local, String qName, Attributes attributes) {
    switch (local) {
      case "sheetFormatPr" -> hiddenByDefault = isOn(attributes, "zeroHeight");
      case "col" -> {
        if (isOn(attributes, "hidden") || "0".equals(attributes.getValue("width"))) {
          int last = Math.min(MAX_COLUMNS, number(attributes, "max", 0));
          hiddenColumns.set(Math.max(0, number(attributes, "min", 1) - 1), Math.max(0, last));
        }
      }
      case "row" -> {
        row.clear();
        column = -1;
        boolean said = attributes.getValue("hidden") != null;
        hiddenRow =
            isOn(attributes, "hidden")
                || "0".equals(attributes.getValue("ht"))
                || hiddenByDefault && !said && attributes.getValue("ht") == null;
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
      case "c" -> {
        String shown = hiddenRow || hiddenColumns.get(Math.max(0, column)) ? "" : shown();
        if (!shown.isBlank()) {
          row.put(column, shown);
        }
      }
      case "row" -> row();
      default -> {}
    }
    taken = taken && !local.matches("[vft]");
  }

  @Override
  public void characters(char[] buffer, int start, int length) {
    if (taken) {
      text.append(buffer, start, length);
    }
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

  /** The sheet's heading, once: a sheet on which nothing is has none. */
  void heading() throws SAXException {
    if (!headed) {
      headed = true;
      out.element("h2", name);
    }
  }

  private void row() throws SAXException {
    if (row.isEmpty()) {
      return;
    }
    heading();
    if (!begun) {
      begun = true;
      out.start("table");
    }
    out.start("tr");
    int at = 0;
    for (Map.Entry<Integer, String> cell : row.entrySet()) {
      for (; at < cell.getKey(); at++) {
        cell(at, "");
      }
      cell(at++, cell.getValue());
    }
    out.end("tr");
  }

  private void cell(int at, String content) throws SAXException {
    if (!hiddenColumns.get(at)) {
      out.start("td");
      out.text(content);
      out.end("td");
    }
  }

  void end() throws SAXException {
    if (begun) {
      out.end("table");
    }
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
