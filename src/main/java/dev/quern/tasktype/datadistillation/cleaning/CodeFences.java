package dev.quern.tasktype.datadistillation.cleaning;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Follows the code fences of a Markdown text, line by line (CommonMark 0.31, section 4.5), also in
 * quotes and lists.
 */
final class CodeFences {

  private static final Pattern FENCE =
      Pattern.compile(
          "^[ \\t]*(?:>[ \\t]*)*+(?:(?:[-*+]|\\d{1,9}[.)])[ \\t]+)?(`{3,}|~{3,})([^\\r\\n]*)$");

  private @Nullable String open;

  /** Whether a text has no code fence. */
  static boolean none(String text) {
    return !text.contains("```") && !text.contains("~~~");
  }

  /** Whether the next line is inside a fence, whatever its content. */
  boolean isOpen() {
    return open != null;
  }

  /**
   * Takes the next line, and returns whether it belongs to a fence, including its first and last
   * line.
   */
  boolean takes(String line) {
    Matcher fence = FENCE.matcher(line);
    boolean found = fence.matches();
    if (open == null) {
      if (found && (fence.group(1).startsWith("~") || fence.group(2).indexOf('`') < 0)) {
        open = fence.group(1);
      }
      return open != null;
    }
    if (found && fence.group(1).startsWith(open) && WhitespaceTrim.isBlank(fence.group(2))) {
      open = null;
    }
    return true;
  }
}
