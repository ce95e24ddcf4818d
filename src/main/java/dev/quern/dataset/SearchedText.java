package dev.quern.dataset;

import java.util.Locale;

/** A text that a list is searched for. Indexes find it by trigrams, three characters of a word. */
record SearchedText(String text) {

  /** Reading so many takes some 10 ms, and four times that where case is ignored. */
  private static final int ROWS = 10_000;

  /** The array is made first, from an index, and the planner expects few rows of it. */
  private static final String NEWEST =
      """
      %1$s.id = any(array(
          select %1$s.id from (
              select * from %2$s n where n.project_id = :project_id
              order by n.create_at desc, n.id desc limit %3$s) %1$s
          where %4$s))""";

  /** A pattern of {@code like} for a text that holds it. */
  String pattern() {
    return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
  }

  /** Ignoring case takes four times as long, and Chinese has none. */
  String operator() {
    boolean hasCase =
        !text.toLowerCase(Locale.ROOT).equals(text) || !text.toUpperCase(Locale.ROOT).equals(text);
    return hasCase ? " ilike " : " like ";
  }

  /**
   * Whether every text that holds it has a trigram in common with it, by the rules of {@code
   * pg_trgm}: a word is taken with two spaces before it and one behind it, where those are known.
   */
  boolean hasTrigram() {
    int[] characters = text.codePoints().toArray();
    int begin = 0;
    for (int i = 0; i <= characters.length; i++) {
      if (i < characters.length && Character.isLetterOrDigit(characters[i])) {
        continue;
      }
      int spaces = (begin > 0 ? 2 : 0) + (i < characters.length ? 1 : 0);
      if (i > begin && i - begin + spaces >= 3) {
        return true;
      }
      begin = i + 1;
    }
    return false;
  }

  /** The condition for the newest rows of the project only. */
  static String amongNewest(String table, String condition) {
    int space = table.indexOf(' ');
    return NEWEST.formatted(table.substring(space + 1), table.substring(0, space), ROWS, condition);
  }
}
