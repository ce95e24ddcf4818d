package dev.quern.llm.reply.text;

/** Characters that come along with replies and mean nothing. */
public final class InvisibleCharacters {

  private static final String INVISIBLE = "\uFEFF\u200B\u2060\u0000\uFFFF";

  private InvisibleCharacters() {}

  /**
   * The text without byte order marks, zero-width spaces, noncharacters and NUL, with LF for line
   * ends, and U+FFFD for halves of surrogate pairs.
   */
  public static String withoutInvisible(String text) {
    int first = 0;
    while (first < text.length() && !isOne(text.charAt(first))) {
      first++;
    }
    if (first == text.length()) {
      return whole(text);
    }
    StringBuilder clean = new StringBuilder(text.length()).append(text, 0, first);
    for (int i = first; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\r') {
        boolean followed = i + 1 < text.length() && text.charAt(i + 1) == '\n';
        clean.append(followed ? "" : "\n");
      } else if (INVISIBLE.indexOf(c) < 0) {
        clean.append(c);
      }
    }
    return whole(clean.toString());
  }

  private static boolean isOne(char c) {
    return c == '\r' || INVISIBLE.indexOf(c) >= 0;
  }

  /** The text with U+FFFD for halves of surrogate pairs, which are no characters. */
  public static String whole(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return withoutHalves(text);
      }
    }
    return text;
  }

  private static String withoutHalves(String text) {
    return text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
