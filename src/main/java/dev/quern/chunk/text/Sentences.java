package dev.quern.chunk.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;

/**
 * Where sentences end, for text in any mixture of languages. The terminators are Unicode's
 * (property Sentence_Terminal) with the Chinese semicolon and ellipsis. The rules are our own and
 * not ICU's sentence iterator, which ends a sentence at every line end and after "Dr.", and has to
 * read a text from its start: here a place is judged by the text around it.
 */
public final class Sentences {

  private static final int MAX_CLOSING = 8;

  private Sentences() {}

  /** Whether a sentence ends at {@code index}: after its terminator and closing quotes. */
  public static boolean endsAt(Window w, int from, int index) {
    if (index <= from || index >= w.length() || !mayEnd(w.charAt(index - 1))) {
      return false;
    }
    int end = index;
    while (end > from && index - end < MAX_CLOSING && isCloser(w.charAt(end - 1))) {
      end--;
    }
    if (end <= from || !isTerminator(w.codePointBefore(end))) {
      return false;
    }
    int after = w.codePointAt(index);
    if (isTerminator(after) || (after < 0x10000 && isCloser((char) after))) {
      return false;
    }
    int terminator = w.codePointBefore(end);
    return isWide(terminator) ? isWideEnd(w, from, end, index) : isSpacedEnd(w, from, end, index);
  }

  private static boolean isWideEnd(Window w, int from, int end, int index) {
    int after = w.codePointAt(index);
    int before = end - 1 > from ? w.codePointBefore(end - 1) : ' ';
    return switch (w.charAt(end - 1)) {
      case '．' -> !Character.isDigit(after);
      case '…' ->
          isIdeographic(before)
              || before == '…' && isIdeographic(after)
              || startsSentence(w, index);
      default -> true;
    };
  }

  private static boolean isSpacedEnd(Window w, int from, int end, int index) {
    int after = w.codePointAt(index);
    int before = end - 1 > from ? w.codePointBefore(end - 1) : ' ';
    boolean stop = w.charAt(end - 1) == '.';
    if (!Whitespace.isBlank(after)) {
      return isIdeographic(after) && (!stop || isIdeographic(before));
    }
    return startsSentence(w, index) && !(stop && Abbreviations.endAt(w, from, end - 1));
  }

  /** Whether what follows white space from {@code index} on is not a lower-case letter. */
  private static boolean startsSentence(Window w, int index) {
    int end = Math.min(w.length(), index + Window.LOOKAHEAD / 2);
    int next = index;
    while (next < end && Whitespace.isBlank(w.charAt(next))) {
      next++;
    }
    return next > index && (next >= end || !Character.isLowerCase(w.codePointAt(next)));
  }

  private static boolean mayEnd(char c) {
    if (c < 0x80) {
      return c == '.' || c == '!' || c == '?' || isCloser(c);
    }
    return !Whitespace.isHan(c) && !Character.isLetterOrDigit(c);
  }

  private static boolean isTerminator(int codePoint) {
    if (codePoint < 0x80) {
      return codePoint == '.' || codePoint == '!' || codePoint == '?';
    }
    return codePoint == '；'
        || codePoint == '…'
        || UCharacter.hasBinaryProperty(codePoint, UProperty.S_TERM);
  }

  private static boolean isWide(int codePoint) {
    return codePoint == '…'
        || codePoint >= 0x3000 && codePoint <= 0xffff && isTerminator(codePoint);
  }

  private static boolean isCloser(char c) {
    if (c < 0x80) {
      return c == '"' || c == '\'' || c == ')' || c == ']' || c == '}' || c == '*' || c == '_';
    }
    int type = Character.getType(c);
    return type == Character.END_PUNCTUATION || type == Character.FINAL_QUOTE_PUNCTUATION;
  }

  /** Scripts that put no space between sentences. */
  private static boolean isIdeographic(int codePoint) {
    return codePoint >= 0x3041 && codePoint <= 0x30ff || Character.isIdeographic(codePoint);
  }
}
