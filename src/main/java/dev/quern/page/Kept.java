package dev.quern.page;

import org.jspecify.annotations.Nullable;

/**
 * What is stored of a field of a form. Browsers send texts with other line ends than they were
 * given; what nobody has touched stays as it was.
 */
public final class Kept {

  private Kept() {}

  /** What a text of several lines becomes: as it was, where this is what was shown of it. */
  public static String text(@Nullable String old, String sent) {
    String typed = lines(sent);
    return old != null && withoutFirst(lines(old)).equals(withoutFirst(typed)) ? old : typed;
  }

  /** Whether a field of one line holds what was shown of a text. */
  public static boolean isSame(@Nullable String shown, String sent) {
    return (shown == null ? "" : shown).replaceAll("[\r\n]", "").equals(sent);
  }

  /** What a text of one line becomes. */
  public static String line(String old, String sent) {
    return isSame(old, sent) ? old : sent;
  }

  /** With the line ends that are stored. */
  private static String lines(String text) {
    return text.replaceAll("\r\n?", "\n");
  }

  /** Without the line end that HTML leaves out at the beginning of a text. */
  private static String withoutFirst(String text) {
    return text.startsWith("\n") ? text.substring(1) : text;
  }
}
