package dev.quern.document.reader.sheet.xml;

import dev.quern.document.markup.FileNotes;
import dev.quern.document.markup.Xhtml;
import dev.quern.document.reader.sheet.SheetTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.poi.util.XMLHelper;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Workbooks of Excel 2003 in one XML file (XML Spreadsheet), row by row and as they are shown.
 * Tika's parser puts a cell beside the last one that is stored, wherever the file says it stands.
 */
public final class XmlWorkbook extends DefaultHandler {

  private static final String NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet";
  private static final int MAX_COLUMNS = 16_384;

  private final HiddenSheets hiddenSheets;
  private final Xhtml out;
  private final XmlFormats formats = new XmlFormats();
  private final Map<Integer, String> columnStyles = new HashMap<>();
  private final TreeMap<Integer, String> row = new TreeMap<>();
  private final StringBuilder text = new StringBuilder();
  private BitSet hiddenColumns = new BitSet();
  private SheetTable table;
  private int sheet = -1;
  private int nextColumn;
  private int column;
  private boolean hiddenRow;
  private boolean inComment;
  private boolean taken;
  private String rowStyle = "";
  private String cellStyle = "";
  private String type = "";

  private XmlWorkbook(HiddenSheets hiddenSheets, Xhtml out) {
    this.hiddenSheets = hiddenSheets;
    this.out = out;
    this.table = new SheetTable("", hiddenColumns::get, out);
  }

  /** Reads a file, in two passes: that a sheet is hidden stands behind its rows. */
  public static void read(Path file, Xhtml out, FileNotes notes) throws IOException, SAXException {
    HiddenSheets hidden = new HiddenSheets();
    parse(file, hidden);
    out.start("body");
    parse(file, new XmlWorkbook(hidden, out));
    out.end("body");
  }

  private static void parse(Path file, DefaultHandler handler) throws IOException, SAXException {
    try (InputStream in = Files.newInputStream(file)) {
      XMLReader reader = XMLHelper.newXMLReader();
      reader.setContentHandler(handler);
      reader.parse(new InputSource(in));
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void startElement(String uri, String local, String qName, Attributes attributes) {
    switch (uri.equals(NAMESPACE) ? local : "") {
      case "Style" -> formats.begin(value(attributes, "ID", ""), value(attributes, "Parent", ""));
      case "NumberFormat" -> formats.format(value(attributes, "Format", "General"));
      case "Worksheet" -> {
        sheet++;
        nextColumn = 0;
        columnStyles.clear();
        BitSet hidden = new BitSet();
        hiddenColumns = hidden;
        table = new SheetTable(value(attributes, "Name", ""), hidden::get, out);
      }
      case "Column" -> column(attributes);
      case "Row" -> {
        row.clear();
        nextColumn = 0;
        hiddenRow = isHidden(attributes, "Height");
        rowStyle = value(attributes, "StyleID", "");
      }
      case "Cell" -> {
        column = Math.max(0, number(attributes, "Index", nextColumn + 1) - 1);
        nextColumn = column + 1 + number(attributes, "MergeAcross", 0);
        cellStyle = value(attributes, "StyleID", "");
      }
      case "Comment" -> inComment = true;
      case "Data" -> {
        taken = !inComment;
        type = value(attributes, "Type", "String");
        text.setLength(0);
      }
      default -> {}
    }
  }

  private void column(Attributes attributes) {
    int first = Math.max(0, number(attributes, "Index", nextColumn + 1) - 1);
    nextColumn = Math.min(MAX_COLUMNS, first + 1 + number(attributes, "Span", 0));
    boolean hidden = isHidden(attributes, "Width");
    String itsStyle = value(attributes, "StyleID", "");
    for (int i = first; i < nextColumn; i++) {
      hiddenColumns.set(i, hidden);
      columnStyles.put(i, itsStyle);
    }
  }

  @Override
  public void endElement(String uri, String local, String qName) throws SAXException {
    switch (uri.equals(NAMESPACE) ? local : "") {
      case "Data" -> {
        if (taken) {
          cell();
        }
        taken = false;
      }
      case "Comment" -> inComment = false;
      case "Row" -> {
        if (!hiddenRow && !hiddenSheets.has(sheet)) {
          table.row(row);
        }
      }
      case "Table" -> table.end();
      default -> {}
    }
  }

  @Override
  public void characters(char[] buffer, int start, int length) {
    if (taken) {
      text.append(buffer, start, length);
    }
  }

  private void cell() {
    String around = rowStyle.isEmpty() ? columnStyles.getOrDefault(column, "") : rowStyle;
    String shown = formats.shown(text.toString(), type, cellStyle.isEmpty() ? around : cellStyle);
    if (!shown.isBlank() && column < MAX_COLUMNS && !hiddenColumns.get(column)) {
      row.put(column, shown);
    }
  }

  private static boolean isHidden(Attributes attributes, String size) {
    return value(attributes, "Hidden", "0").equals("1")
        || value(attributes, size, "1").matches("0(\\.0+)?");
  }

  private static int number(Attributes attributes, String name, int otherwise) {
    String value = value(attributes, name, "");
    return value.matches("\\d{1,6}") ? Integer.parseInt(value) : otherwise;
  }

  private static String value(Attributes attributes, String name, String otherwise) {
    @Nullable String value = attributes.getValue(NAMESPACE, name);
    value = value == null ? attributes.getValue("", name) : value;
    return value == null ? otherwise : value;
  }
}
