package dev.quern.llm.reply.json;

/** What stands around a backslash. */
final class Surroundings {

  private static final int MAX_WORD = 200;

  private final String text;

  Surroundings(String text) {
    this.text = text;
  }

  /** Whether a quote or a backtick stands there. */
  boolean isQuote(int at) {
    return "'`’”".indexOf(text.charAt(at)) >= 0;
  }

  /** A formula's signs right behind the word, or dollars around it. */
  boolean isMath(int from, int wordEnd, int to) {
    if (wordEnd < to && "_^{".indexOf(text.charAt(wordEnd)) >= 0) {
      return true;
    }
    int dollars = 0;
    for (int i = from; i < wordEnd; i++) {
      dollars += text.charAt(i) == '$' ? 1 : 0;
    }
    int close = text.indexOf('$', wordEnd);
    return dollars % 2 == 1 && close >= 0 && close < to;
  }

  /** Behind "C:", or a dot or two that begin a word. */
  boolean beginsPath(int from, int at) {
    int before = at - 1;
    if (before > from && text.charAt(before) == ':') {
      boolean drive = Character.isLetter(text.charAt(before - 1));
      return drive && (before - 2 < from || !Character.isLetterOrDigit(text.charAt(before - 2)));
    }
    int dots = before;
    while (dots >= from && text.charAt(dots) == '.' && before - dots < 2) {
      dots--;
    }
    return dots < before && (dots < from || " '`(".indexOf(text.charAt(dots)) >= 0);
  }

  /** A quote that is escaped where its string should end: a path's last backslash, most likely. */
  boolean endsString(int after) {
    int i = skipSpace(after);
    if (i >= text.length()) {
      return false;
    }
    char c = text.charAt(i);
    int next = skipSpace(i + 1);
    char then = next < text.length() ? text.charAt(next) : '\0';
    return c == ','
        ? "\"'[{".indexOf(then) >= 0
        : (c == ']' || c == '}') && ",]}\0".indexOf(then) >= 0;
  }

  private int skipSpace(int from) {
    int i = from;
    while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** The ASCII letters that begin there. */
  String word(int from, int to) {
    return text.substring(from, Math.max(from, wordEnd(from, to, false)));
  }

  /** Where a word ends; of a path also digits and some signs are part of it. */
  int wordEnd(int from, int to, boolean ofPath) {
    int i = from;
    while (i < to && i < from + MAX_WORD) {
      char c = text.charAt(i);
      boolean letter = c < 128 && Character.isLetter(c);
      if (!letter && !(ofPath && (Character.isLetterOrDigit(c) || "_.-~".indexOf(c) >= 0))) {
        break;
      }
      i++;
    }
    return i;
  }

  /** Whether four hexadecimal digits begin there. */
  boolean isHex(int from, int to) {
    for (int i = from; i < from + 4; i++) {
      if (i >= to || Character.digit(text.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }
}
