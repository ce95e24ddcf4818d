package dev.quern.llm.prompt;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with placeholders such as {@code {text}}: a word of small letters, digits and _ in braces.
 * Any other brace is text, so JSON can stand in a prompt.
 */
record Template(List<String> texts, List<String> placeholders) {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z][a-z0-9_]{0,40})}");

  /** {@code texts} has one element more than {@code placeholders}; they alternate. */
  static Template of(String source) {
    List<String> texts = new ArrayList<>();
    List<String> placeholders = new ArrayList<>();
    Matcher matcher = PLACEHOLDER.matcher(source);
    int from = 0;
    while (matcher.find()) {
      texts.add(source.substring(from, matcher.start()));
      placeholders.add(matcher.group(1));
      from = matcher.end();
    }
    texts.add(source.substring(from));
    return new Template(List.copyOf(texts), List.copyOf(placeholders));
  }

  Set<String> names() {
    return new LinkedHashSet<>(placeholders);
  }

  /**
   * The text with each placeholder's value in its place, in one pass: values are never expanded.
   */
  String filled(Map<String, String> values, UnaryOperator<String> missing) {
    String[] parts = new String[2 * placeholders.size() + 1];
    parts[0] = texts.get(0);
    for (int i = 0; i < placeholders.size(); i++) {
      String value = values.get(placeholders.get(i));
      parts[2 * i + 1] = value == null ? missing.apply(placeholders.get(i)) : value;
      parts[2 * i + 2] = texts.get(i + 1);
    }
    return String.join("", parts);
  }
}
