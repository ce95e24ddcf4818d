package dev.quern.document.charset;

/**
 * The likelihood, as natural logarithms, of characters that are neither letters nor ASCII: people
 * type some of them often (quotes, dashes, degrees, powers, currencies), and others almost never.
 */
final class Signs {

  /** A byte that means nothing, a control character. */
  static final double IMPOSSIBLE = -16;

  /** Bytes that have no meaning, of which several may be one replacement character. */
  private static final double MALFORMED = -30;

  private static final String FREQUENT = "“”„‘’–—…«»°€£§©®•·±²³µ×½¼¾™№¿¡ºª´\u00A0\u00AD‚‹›";
  private static final String OF_NUMBERS = "°½¼¾ºª×±µ";

  private static final String CURRENCIES = "£€¥";

  private static final String WITHIN_WORDS = "’\u00AD·";
  private static final String OPENING = "„‚¿¡‹";

  private Signs() {}

  static double logProbability(char before, char c, char after) {
    if (c == '\uFFFD') {
      return MALFORMED;
    }
    if (c < ' ' && !Character.isWhitespace(c) || c >= 0x7F && c < 0xA0 || c >= 0xFFF0) {
      return IMPOSSIBLE;
    }
    boolean inWord = Character.isLetter(before) || Character.isLetter(after);
    if (isBox(c)) {
      return inWord ? IMPOSSIBLE : c == before ? -1.5 : isBox(before) || isBox(after) ? -6 : -12;
    }
    if (CURRENCIES.indexOf(c) >= 0 && after >= '0' && after <= '9' && !Character.isLetter(before)) {
      return -3.5;
    }
    if (FREQUENT.indexOf(c) < 0 || c == '•' && after >= '0' && after <= '9') {
      return Character.isDefined(c) && c < 0x2E80 && !inWord ? -11 : IMPOSSIBLE;
    }
    boolean between = Character.isLetter(before) && Character.isLetter(after);
    if (OPENING.indexOf(c) >= 0 && Character.isLetterOrDigit(before)) {
      return IMPOSSIBLE;
    }
    if (between) {
      return WITHIN_WORDS.indexOf(c) >= 0 ? -6 : c == '—' ? -8 : c == '–' ? -10 : IMPOSSIBLE;
    }
    if (OF_NUMBERS.indexOf(c) >= 0) {
      boolean fraction = c >= '¼' && c <= '¾';
      boolean inPlace = isBesideNumber(before) && !(fraction && Character.isLetter(after));
      return inPlace ? -5.5 : -11;
    }
    return -6;
  }

  private static boolean isBesideNumber(char c) {
    return c >= '0' && c <= '9' || c == ' ' || c == '(' || OF_NUMBERS.indexOf(c) >= 0;
  }

  /** Lines and blocks of which tables were drawn on terminals. */
  private static boolean isBox(char c) {
    return c >= 0x2500 && c < 0x25A0;
  }
}
