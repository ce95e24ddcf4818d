package dev.quern.page;

import dev.quern.error.ConflictException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.util.DigestUtils;

/**
 * What is stored of a field of a form. Browsers send texts with other line ends than they were
 * given; what nobody has touched stays as it was.
 */
public final class FormText {

  private FormText() {}

  /** What a form carries to tell whether a row is still as the form was made of it. */
  public static String version(Record row) {
    return DigestUtils.md5DigestAsHex(row.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * What a form makes of a row.
   *
   * @param version what the form carried
   * @throws ConflictException when the row has changed since the form was made of it, because what
   *     nobody has touched would undo that change
   */
  public static <T extends Record> T onto(T row, T typed, @Nullable String version) {
    if (!version(row).equals(version) && !typed.equals(row)) {
      throw ConflictException.because("It has changed since the form was opened: open it again.");
    }
    return typed;
  }

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
