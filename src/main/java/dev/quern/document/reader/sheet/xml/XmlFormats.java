package dev.quern.document.reader.sheet.xml;

import dev.quern.document.reader.sheet.CellFormats;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.poi.ss.usermodel.DataFormatter;

/** How the cells of a workbook show numbers and dates, by their styles. */
final class XmlFormats {

  private static final String GENERAL = "General";

  /** What Excel calls some formats here, and the formats of workbooks that they are. */
  private static final Map<String, String> NAMED =
      Map.of(
          "Fixed", "0.00",
          "Standard", "#,##0.00",
          "Percent", "0.00%",
          "Scientific", "0.00E+00",
          "Currency", "$#,##0.00",
          "Euro Currency", "€#,##0.00",
          "Yes/No", "\"Yes\";\"Yes\";\"No\"",
          "True/False", "\"True\";\"True\";\"False\"",
          "On/Off", "\"On\";\"On\";\"Off\"");

  private final DataFormatter formatter = new DataFormatter(Locale.ROOT);
  private final Map<String, String> ofStyles = new HashMap<>();
  private String style = "";

  /** Begins a style, which has what its parent has. */
  void begin(String name, String parent) {
    style = name;
    ofStyles.put(name, ofStyles.getOrDefault(parent, GENERAL));
  }

  /** The format of the style that was begun. */
  void format(String name) {
    ofStyles.put(style, NAMED.getOrDefault(name, name));
  }

  /**
   * What a cell shows.
   *
   * @param type its kind of value: {@code Number}, {@code DateTime} and others
   */
  String shown(String value, String type, String itsStyle) {
    return switch (type) {
      case "Number" -> number(value, itsStyle.isEmpty() ? "Default" : itsStyle);
      case "Boolean" -> value.strip().equals("1") ? "TRUE" : "FALSE";
      case "DateTime" ->
          value
              .replaceFirst("\\.0+$", "")
              .replaceFirst("T00:00:00$", "")
              .replaceFirst("(T\\d\\d:\\d\\d):00$", "$1")
              .replaceFirst("^1899-12-31T", "");
      default -> value;
    };
  }

  private String number(String digits, String itsStyle) {
    String format = ofStyles.getOrDefault(itsStyle, GENERAL);
    try {
      return CellFormats.shown(Double.parseDouble(digits), -1, format, false, formatter);
    } catch (IllegalArgumentException e) {
      return digits;
    }
  }
}
