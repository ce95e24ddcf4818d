package dev.quern.llm.guard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Detects a JSON answer that repeats the example of its form: one of its lists of strings, or one
 * of its longer strings, five words or twelve Chinese characters and more, alone or with all the
 * rest. If the example happens to be the right answer, its words are in the source and the question
 * asks for them. A number, a truth value or a short string may be right whatever the example says.
 */
public final class ExampleEcho {

  private static final int WORDS = 5;
  private static final int CHARACTERS = 12;

  private ExampleEcho() {}

  /** The words that the answer takes from the example; empty if it has its own. */
  public static Optional<String> in(
      JsonNode answer, JsonNode example, String source, String question) {
    List<String> asked = Words.of(question);
    String given = Words.joined(Words.of(source));
    Set<String> shown = new HashSet<>();
    strings(example).forEach(text -> shown.add(Words.joined(Words.of(text))));
    if (answer.equals(example)
        && strings(example).stream().anyMatch(text -> isLong(Words.of(text)))
        && !isAsked(Words.of(String.join("\n", strings(example))), asked, given)) {
      return Optional.of(answer.toString());
    }
    Optional<String> list =
        lists(answer).stream()
            .filter(lists(example)::contains)
            .filter(one -> strings(one).stream().noneMatch(text -> isIn(text, given, asked)))
            .map(JsonNode::toString)
            .findFirst();
    if (list.isPresent()) {
      return list;
    }
    return strings(answer).stream()
        .filter(text -> isLong(Words.of(text)))
        .filter(text -> shown.contains(Words.joined(Words.of(text))))
        .filter(text -> !isAsked(Words.of(text), asked, given))
        .findFirst();
  }

  private static boolean isLong(List<String> words) {
    return words.size() >= (words.stream().allMatch(Words::isCharacter) ? CHARACTERS : WORDS);
  }

  private static boolean isAsked(List<String> words, List<String> asked, String given) {
    List<String> telling = words.stream().filter(ExampleEcho::tells).distinct().toList();
    long there = telling.stream().filter(word -> given.contains(" " + word + " ")).count();
    long named = telling.stream().filter(asked::contains).count();
    return 2 * there > telling.size() && named > 1;
  }

  private static boolean tells(String word) {
    return word.length() > 3 || Words.isCharacter(word);
  }

  private static boolean isIn(String text, String given, List<String> asked) {
    String words = Words.joined(Words.of(text));
    return given.contains(words) || Words.joined(asked).contains(words);
  }

  /** Lists of two strings and more. */
  private static List<JsonNode> lists(JsonNode json) {
    List<JsonNode> found = new ArrayList<>();
    if (json.isArray() && json.size() > 1 && strings(json).size() == json.size()) {
      found.add(json);
    }
    json.forEach(child -> found.addAll(lists(child)));
    return found;
  }

  private static List<String> strings(JsonNode json) {
    List<String> found = new ArrayList<>();
    if (json.isTextual()) {
      found.add(json.asText());
    }
    json.forEach(child -> found.addAll(strings(child)));
    return found;
  }
}
