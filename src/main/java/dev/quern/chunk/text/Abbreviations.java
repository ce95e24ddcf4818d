package dev.quern.chunk.text;

import java.util.Locale;
import java.util.Set;

/** Words before a full stop that do not end a sentence, in English and Turkish. */
public final class Abbreviations {

  private static final int MAX_LENGTH = 16;

  private static final Set<String> ENGLISH =
      Set.of(
          ("mr mrs ms dr prof rev hon st mt jr sr gen col capt lt sgt sen rep gov pres messrs "
                  + "vs etc cf al approx ca vol vols pp ed eds fig figs eq eqs sec ch "
                  + "dept univ inc ltd co corp est jan feb mar apr jun jul aug sep sept oct nov dec")
              .split(" "));

  private static final Set<String> TURKISH =
      Set.of(
          ("vb vs vd örn bkz sn doç yrd öğr gör uzm av müh ecz hz alb yzb bnb org "
                  + "cad sok sk mah apt blv bul cilt çev haz yay yy bs krş dn şb şti ltd tic "
                  + "tel faks mad fık bk dk sa çvş")
              .split(" "));

  private Abbreviations() {}

  /** Whether the full stop at {@code stop} belongs to an abbreviation, initial or ordinal. */
  public static boolean endAt(Window w, int from, int stop) {
    int start = stop;
    while (start > from && stop - start < MAX_LENGTH && isWordPart(w.charAt(start - 1))) {
      start--;
    }
    String word = w.slice(start, stop);
    return isShort(word) || isOrdinal(word) || isListed(word.toLowerCase(Locale.ROOT));
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '.';
  }

  /** An initial ("J."), or letters with stops between them ("e.g.", "M.Ö."). */
  private static boolean isShort(String word) {
    if (word.isEmpty() || Character.isDigit(word.charAt(0)) || word.endsWith(".")) {
      return false;
    }
    int stop = word.lastIndexOf('.');
    boolean shortEnd = word.length() - stop - 1 <= (stop < 0 ? 1 : 2);
    return shortEnd && !Character.isIdeographic(word.codePointBefore(word.length()));
  }

  /** "3." and "XIX.": list items, and ordinals as Turkish and German write them. */
  private static boolean isOrdinal(String word) {
    return word.length() <= 2 && word.chars().allMatch(Character::isDigit) && !word.isEmpty()
        || word.length() <= 5
            && !word.isEmpty()
            && word.chars().allMatch(c -> "IVXLC".indexOf(c) >= 0);
  }

  private static boolean isListed(String word) {
    return ENGLISH.contains(word) || TURKISH.contains(word);
  }
}
