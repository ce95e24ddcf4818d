package dev.quern.document.table;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the dialect of separated values by their first rows: the separator is the one that gives
 * most rows the same number of values. A {@code sep=} line decides, and {@code .tsv} favours tabs;
 * commas in numbers or before a space, as in prose and names, count less.
 */
public final class DialectDetection {

  private static final String SEPARATORS = "\t;|,";
  private static final Pattern DECLARED = Pattern.compile("sep=(.)\\s*", Pattern.CASE_INSENSITIVE);
  private static final Pattern IN_NUMBER = Pattern.compile("(?<=\\d),(?=\\d)");
  private static final Pattern IN_PROSE = Pattern.compile(",(?= )");
  private static final int MAX_ROWS = 200;
  private static final int MAX_TITLES = 10;

  private DialectDetection() {}

  /**
   * The dialect of a file.
   *
   * @param start its first characters; the last line of it may be cut
   * @param fileName what it is called
   */
  public static Dialect of(String start, String fileName) {
    String firstLine = start.lines().findFirst().orElse("");
    var declared = DECLARED.matcher(firstLine);
    if (declared.matches()) {
      String rest = start.substring(start.indexOf(firstLine) + firstLine.length());
      return dialect(rest, declared.group(1).charAt(0), true);
    }
    boolean tabs = fileName.toLowerCase(Locale.ROOT).matches(".*\\.(tsv|tab)");
    char best = ',';
    double bestScore = 0;
    for (char candidate : SEPARATORS.toCharArray()) {
      double score = score(start, candidate) * (tabs && candidate == '\t' ? 2 : 1);
      if (score > bestScore) {
        best = candidate;
        bestScore = score;
      }
    }
    return dialect(start, best, false);
  }

  private static Dialect dialect(String start, char separator, boolean declared) {
    List<List<String>> rows = rows(start, separator);
    int columns = mode(rows);
    int titles = 0;
    while (titles < Math.min(MAX_TITLES, rows.size()) && isTitle(rows.get(titles), columns)) {
      titles++;
    }
    boolean table = columns > 1 && titles < rows.size() && rows.get(titles).size() >= columns;
    return new Dialect(
        separator, backslash(start, separator), columns, table ? titles : 0, declared);
  }

  /** A row above the table has one value, or none, where the table has two or more. */
  private static boolean isTitle(List<String> row, int columns) {
    return columns > 1
        && row.size() < columns + (row.size() == columns ? 1 : 0)
        && row.stream().filter(value -> !value.isBlank()).count() <= 1;
  }

  private static double score(String start, char separator) {
    List<List<String>> rows = rows(start, separator);
    int columns = mode(rows);
    if (columns < 2) {
      return 0;
    }
    double even = rows.stream().filter(row -> row.size() == columns).count();
    // A value that begins with a quote and does not end with one was cut within quotes.
    double cut =
        rows.stream().filter(row -> row.stream().anyMatch(v -> v.startsWith("\""))).count();
    double share = even / rows.size() * (1 - 0.7 * cut / rows.size());
    // More columns decide between separators that split as evenly.
    double score = share * share + Math.min(columns, 50) / 1000.0;
    if (separator != ',') {
      return score;
    }
    double commas = start.chars().filter(c -> c == ',').count();
    boolean numbers = IN_NUMBER.matcher(start).results().count() * 2 >= commas;
    boolean prose = IN_PROSE.matcher(start).results().count() * 2 > commas;
    return score * (numbers || prose ? 0.6 : 0.95);
  }

  /** The number of values that most rows have, of those the larger. */
  private static int mode(List<List<String>> rows) {
    Map<Integer, Integer> counts = new HashMap<>();
    rows.forEach(row -> counts.merge(row.size(), 1, Integer::sum));
    return counts.entrySet().stream()
        .max(
            Map.Entry.<Integer, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .orElse(1);
  }

  private static List<List<String>> rows(String start, char separator) {
    ValueReader reader =
        new ValueReader(
            new StringReader(start),
            new Dialect(separator, backslash(start, separator), 1, 0, false));
    List<List<String>> rows = new ArrayList<>();
    try {
      for (@Nullable List<String> row = reader.row();
          row != null && rows.size() < MAX_ROWS;
          row = reader.row()) {
        if (row.stream().anyMatch(value -> !value.isBlank())) {
          rows.add(row);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  /**
   * Backslashes before quotes within values, and no doubled quotes but for empty values. Before a
   * quote that closes a value, the backslash may be the end of a path.
   */
  private static boolean backslash(String start, char separator) {
    String end = " *(?:" + Pattern.quote(String.valueOf(separator)) + "|[\\r\\n]|\\z)";
    return Pattern.compile("\\\\\"(?!" + end + ")").matcher(start).find()
        && !Pattern.compile("[^,;\\t|\\n\\r]\"\"[^,;\\t|\\n\\r]").matcher(start).find();
  }
}
