package dev.quern.dataset;

import java.util.Locale;

/** A text that a list is searched for. Indexes find it by trigrams, three characters of a word. */
record SearchedText(String text) {

  /** Reading so many rows takes 50 ms at most. */
  private static final int ROWS = 10_000;

  private static final String NEWEST =
      """
      (%1$s.create_at, %1$s.id) >= (
          select bound.create_at, bound.id from (
              (select n.create_at, n.id from %2$s n where n.project_id = :project_id
               order by n.create_at desc, n.id desc offset %3$s limit 1)
              union all select '-infinity', '') as bound (create_at, id)
          order by bound.create_at desc limit 1)""";

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

  /** The condition of the newest rows of a project. */
  static String newest(String table) {
    int space = table.indexOf(' ');
    return NEWEST.formatted(table.substring(space + 1), table.substring(0, space), ROWS - 1);
  }
}
