package dev.quern.llm.reply.question;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.llm.reply.json.Doubt;
import dev.quern.llm.reply.json.ErrorObject;
import dev.quern.llm.reply.json.LenientJson;
import dev.quern.llm.reply.text.QuestionCleaner;
import dev.quern.llm.reply.text.QuestionWithAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The questions in one JSON value: strings, objects with a question, an object with questions, in
 * any nesting; JSON that stands in a string is opened. What asks nothing is passed over. {@code
 * sure} tells whether a key or the words themselves say that they are questions, {@code doubtful}
 * whether one of them can be read in two ways.
 */
record JsonQuestions(List<String> questions, boolean sure, boolean doubtful) {

  /** Strings of one value that are looked into, which keeps odd input linear. */
  private static final int MAX_OPENED = 100;

  private static final Set<String> LISTS = Set.of("questions", "问题列表", "sorular");
  private static final Set<String> SINGLES = Set.of("question", "query", "q", "问题", "soru");
  private static final Pattern NUMBERED_NAME =
      Pattern.compile("(?:question|query|q|问题|soru)?[ _-]?\\d{1,3}", Pattern.CASE_INSENSITIVE);

  static JsonQuestions of(JsonNode value) {
    Collector collector = new Collector();
    collector.walk(value);
    List<String> texts =
        ListMarkers.stripped(collector.found).stream()
            .map(QuestionWithAnswer::question)
            .filter(text -> !text.isEmpty())
            .filter(text -> QuestionCleaner.endsAsking(text) || !QuestionCleaner.refuses(text))
            .toList();
    List<String> asking = texts.stream().filter(QuestionCleaner::asks).toList();
    return new JsonQuestions(
        asking,
        !asking.isEmpty() && (collector.named || 2 * asking.size() >= texts.size()),
        collector.found.stream().anyMatch(Doubt::isIn));
  }

  /** Depth is bounded by the parser. */
  private static final class Collector {
    private final List<String> found = new ArrayList<>();
    private boolean named;
    private int opening;

    void walk(JsonNode node) {
      if (node.isTextual()) {
        JsonNode inner = opened(node.asText());
        if (inner == null) {
          found.add(node.asText());
        } else {
          walk(inner);
        }
      } else if (node.isArray() && !pair(node)) {
        node.forEach(this::walk);
      } else if (node.isObject() && !ErrorObject.is(node)) {
        object(node);
      }
    }

    /** The JSON that a string is as a whole; null for any other. */
    private @Nullable JsonNode opened(String text) {
      String json = text.strip();
      if (opening > MAX_OPENED || !(json.startsWith("[") || json.startsWith("{"))) {
        return null;
      }
      opening++;
      List<LenientJson.Found> values = LenientJson.in(json);
      boolean all =
          values.size() == 1
              && values.get(0).start() == 0
              && values.get(0).whole()
              && (json.endsWith("]") || json.endsWith("}"));
      return all && (json.indexOf('"') >= 0 || json.indexOf('\'') >= 0)
          ? values.get(0).value()
          : null;
    }

    /** A question with its answer, [question, answer]. */
    private boolean pair(JsonNode array) {
      boolean pair =
          array.size() == 2
              && array.get(0).isTextual()
              && array.get(1).isTextual()
              && QuestionCleaner.endsAsking(array.get(0).asText())
              && !QuestionCleaner.asks(array.get(1).asText());
      if (pair) {
        found.add(array.get(0).asText());
      }
      return pair;
    }

    private void object(JsonNode node) {
      boolean any = false;
      for (var field : node.properties()) {
        String name = field.getKey().strip().toLowerCase(Locale.ROOT);
        JsonNode value = field.getValue();
        if (LISTS.contains(name)) {
          any = true;
          list(value);
        } else if ((SINGLES.contains(name) || NUMBERED_NAME.matcher(name).matches())
            && !value.isNull()) {
          any = true;
          named = true;
          walk(value);
        }
      }
      for (var field : node.properties()) {
        if (!any && field.getValue().isContainerNode()) {
          walk(field.getValue());
        }
      }
    }

    private void list(JsonNode value) {
      named = true;
      JsonNode inner = value.isTextual() ? opened(value.asText()) : null;
      if (inner != null) {
        list(inner);
      } else if (value.isTextual()) {
        List<String> lines = ListedQuestions.in(value.asText(), false);
        found.addAll(lines.isEmpty() ? List.of(value.asText()) : lines);
      } else if (value.isObject()
          && value.properties().stream().allMatch(f -> f.getValue().isTextual())
          && value.properties().stream().noneMatch(f -> SINGLES.contains(f.getKey()))) {
        value.forEach(this::walk);
      } else {
        walk(value);
      }
    }
  }
}
