package dev.quern.error;

/** The beginning of a text that a message quotes or a column holds. */
public final class Excerpt {

  private Excerpt() {}

  /** At most so many characters of the text, without half of a surrogate pair at the end. */
  public static String of(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max);
  }
}
