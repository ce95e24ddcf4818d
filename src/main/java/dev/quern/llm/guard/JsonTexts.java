package dev.quern.llm.guard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The strings of a JSON answer that the model chose the words of: not those that its form gives,
 * and no passages of the source.
 */
public final class JsonTexts {

  private JsonTexts() {}

  /** The strings, in their order. */
  public static List<String> of(JsonNode answer, JsonNode form, String source) {
    Set<String> given = new HashSet<>();
    collect(form, given);
    List<String> own = new ArrayList<>();
    collect(answer, own);
    String words = Words.joined(Words.of(source));
    return own.stream()
        .filter(text -> !given.contains(text))
        .filter(text -> !words.contains(Words.joined(Words.of(text))))
        .toList();
  }

  private static void collect(JsonNode node, Collection<String> into) {
    if (node.isTextual()) {
      into.add(node.asText());
    }
    node.forEach(child -> collect(child, into));
  }
}
