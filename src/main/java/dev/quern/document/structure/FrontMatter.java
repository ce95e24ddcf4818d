package dev.quern.document.structure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * YAML at the start of a text, between two lines of dashes, or of dashes and dots; no blank line
 * follows the first, as it does a rule (Pandoc's {@code yaml_metadata_block}); or TOML between two
 * lines of plus signs, as Hugo has it.
 */
final class FrontMatter {

  private static final Pattern END = Pattern.compile("(?m)^(?:---|\\.\\.\\.)[ \\t]*$");
  private static final Pattern KEY = Pattern.compile("(?m)^[\\p{L}\\p{N}_\"'@][^:\\n]*:(\\s|$)");
  private static final Pattern LINE =
      Pattern.compile("[\\p{L}\\p{N}_\"'@][^:]*:(\\s.*)?|[\\s#\\]}-].*|");

  private static final Pattern TOML =
      Pattern.compile(
          "\\+\\+\\+[ \\t]*\\R(?=[\\w\"'.-]+[ \\t]*=|\\[|#)(?s:.*?)(?m:^)\\+\\+\\+[ \\t]*(?m:$)");

  private static final int MAX_LENGTH = 16_000;

  private FrontMatter() {}

  /** Where it ends; 0 where the text begins with none, or with dashes that hold no YAML. */
  static int end(String text) {
    String start = text.substring(0, Math.min(MAX_LENGTH, text.length()));
    Matcher toml = TOML.matcher(start);
    if (toml.lookingAt()) {
      return toml.end();
    }
    Matcher line = END.matcher(start);
    if (!start.startsWith("---") || !line.find() || line.start() > 0 || !line.find()) {
      return 0;
    }
    int end = line.end();
    String yaml = start.substring(start.indexOf('\n') + 1, line.start());
    boolean blankFirst = yaml.lines().findFirst().orElse("").isBlank();
    boolean allYaml = yaml.lines().allMatch(one -> LINE.matcher(one).matches());
    return !blankFirst && allYaml && KEY.matcher(yaml).find() ? end : 0;
  }
}
