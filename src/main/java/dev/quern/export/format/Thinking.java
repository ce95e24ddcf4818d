package dev.quern.export.format;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reasoning in front of an answer, as reasoning models write it. */
final class Thinking {

  /** The tag as written here, and other tags of models. */
  private static final List<Pattern> BEFORE =
      List.of(
          Pattern.compile("\\A<think>\n(.*?)\n</think>\n\n(.+)\\z", Pattern.DOTALL),
          Pattern.compile("\\A<think>(.*?)</think>\\s*(.+)\\z", Pattern.DOTALL));

  private Thinking() {}

  static String before(String answer, String cot) {
    return "<think>\n" + cot.strip() + "\n</think>\n\n" + answer;
  }

  /** Splits an output into the reasoning and the answer of a row. */
  static void take(String output, Map<String, @Nullable Object> row) {
    row.put("answer", output);
    for (Pattern before : BEFORE) {
      var found = before.matcher(output);
      if (found.matches() && !found.group(1).isBlank()) {
        row.put("cot", found.group(1).strip());
        row.put("answer", found.group(2));
        return;
      }
    }
  }
}
