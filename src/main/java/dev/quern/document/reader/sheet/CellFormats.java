package dev.quern.document.reader.sheet;

import dev.quern.document.markup.Xml;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.BuiltinFormats;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.DateUtil;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** How the numbers of cells are shown; dates and times are shown as ISO 8601 in every format. */
public final class CellFormats {

  private static final int GENERAL = 0;
  private static final double LARGEST_WHOLE = 1e20;

  /** Excel keeps no more digits. */
  private static final MathContext DIGITS = new MathContext(15);

  private static final Pattern YEAR_OF_REIGN = Pattern.compile("(?i)g{0,3}e{1,2}.*m.*(;@)?");

  private static final String AROUND =
      "(?:\"[^\"]*\"|\\\\.|_.|\\[[A-Za-z]\\w*]|\\[\\$[^\\]]*]|[()+ -])";

  private static final Pattern AROUND_GENERAL =
      Pattern.compile("(?i)(%1$s*+)general(%1$s*+)".formatted(AROUND));

  /** Fills a column between the sign and the number, which belong together. */
  private static final Pattern AFTER_SIGN = Pattern.compile("(?<=-)\\*.(?=[#0?])");

  private final Map<Integer, String> custom = new HashMap<>();
  private final List<Integer> ofStyles = new ArrayList<>();
  private final DataFormatter formatter = new DataFormatter(Locale.ROOT);
  private final boolean since1904;

  private CellFormats(boolean since1904) {
    this.since1904 = since1904;
  }

  static CellFormats of(Optional<Document> styles, boolean since1904) {
    CellFormats result = new CellFormats(since1904);
    Document tree = styles.orElseGet(Xml::empty);
    for (Element format : tree.getElementsByTag("numFmt")) {
      result.custom.putIfAbsent(Xml.number(format, "numFmtId", -1), format.attr("formatCode"));
    }
    for (Element formats : tree.getElementsByTag("cellXfs")) {
      for (Element xf : formats.children()) {
        result.ofStyles.add(Xml.number(xf, "numFmtId", GENERAL));
      }
    }
    return result;
  }

  /** The number as a cell of that style shows it. */
  String shown(double value, int style) {
    int index = style >= 0 && style < ofStyles.size() ? ofStyles.get(style) : GENERAL;
    String builtin = BuiltinFormats.getBuiltinFormat(index);
    String format = custom.getOrDefault(index, builtin == null ? "General" : builtin);
    return shown(value, index, format, since1904, formatter);
  }

  /** The number as a cell of that format shows it; {@code index} is the format's, -1 for none. */
  public static String shown(
      double value, int index, String format, boolean since1904, DataFormatter formatter) {
    boolean elapsed = format.matches("(?i).*\\[[hms]+].*");
    if (!elapsed && isDate(index, format) && DateUtil.isValidExcelDate(value)) {
      return date(value, format, since1904);
    }
    FormatSection section = FormatSection.of(format, value);
    if (section.unsigned() && section.isWords(value)) {
      return section.words().strip();
    }
    Matcher general = AROUND_GENERAL.matcher(section.format());
    if (general.matches()) {
      String number = general(section.unsigned() ? Math.abs(value) : value, formatter);
      String words = FormatSection.words(general.group(1));
      return (words + number + FormatSection.words(general.group(2))).strip();
    }
    String known = section.unsigned() ? format : section.format();
    return DigitMask.is(format, value)
        ? DigitMask.shown(format, value)
        : formatter.formatRawCellContents(
            value, index, AFTER_SIGN.matcher(known).replaceAll(""), since1904);
  }

  /** POI does not take formats for dates that have words, or the half of the day in the middle. */
  private static boolean isDate(int index, String format) {
    String shape = format.replaceAll("\"[^\"]*\"|\\\\.|[_*].|(?i:AM/PM|A/P)", "");
    return DateUtil.isADateFormat(index, format)
        || !shape.equals(format) && DateUtil.isADateFormat(index, shape)
        || YEAR_OF_REIGN.matcher(shape.replaceAll("\\[[^\\]]*]", "")).matches();
  }

  /** All digits of a whole number, also where a narrow cell would show it as a power of ten. */
  private static String general(double value, DataFormatter formatter) {
    boolean whole = value == Math.rint(value) && Math.abs(value) < LARGEST_WHOLE;
    return whole
        ? new BigDecimal(value).round(DIGITS).toPlainString()
        : formatter.formatRawCellContents(value, GENERAL, "General", false);
  }

  private static String date(double value, String format, boolean since1904) {
    LocalDateTime time = DateUtil.getLocalDateTime(value, since1904, true);
    String shape = format.replaceAll("\"[^\"]*\"|\\\\.|\\[[^\\]]*]", "").toLowerCase(Locale.ROOT);
    boolean hasTime = shape.matches(".*[hs].*") || shape.contains("am/pm");
    boolean hasDate = shape.replace("am/pm", "").matches(".*[ydge].*") || !hasTime;
    boolean seconds = time.getSecond() != 0 || shape.contains("s");
    String clock = seconds ? "HH:mm:ss" : "HH:mm";
    if (!hasDate && value < 1) {
      return DateTimeFormatter.ofPattern(clock, Locale.ROOT).format(time);
    }
    boolean midnight = time.toLocalTime().toSecondOfDay() == 0;
    return hasTime && !(midnight && !shape.contains("h"))
        ? DateTimeFormatter.ofPattern("yyyy-MM-dd'T'" + clock, Locale.ROOT).format(time)
        : time.toLocalDate().toString();
  }
}
