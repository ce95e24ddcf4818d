package dev.quern.llm.guard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Detects a JSON answer filled with the words of its form: the names of fields and, of a schema,
 * its keywords and types. Half of its strings are enough, but for those that the source or the
 * question has too, or that the form allows by name.
 */
public final class FormEcho {

  private FormEcho() {}

  /** The words that the answer takes from its form; empty if it has its own. */
  public static Optional<String> in(
      JsonNode answer, JsonNode form, String source, String question) {
    Set<String> words = new HashSet<>();
    Set<String> allowed = new HashSet<>();
    collect(form, words, allowed);
    String given = Words.joined(Words.of(source + "\n" + question));
    List<String> said = new ArrayList<>();
    strings(answer, said);
    List<String> taken =
        said.stream()
            .filter(text -> words.contains(text) && !allowed.contains(text))
            .filter(text -> !given.contains(Words.joined(Words.of(text))))
            .toList();
    return taken.isEmpty() || 2 * taken.size() < said.size()
        ? Optional.empty()
        : Optional.of(String.join(", ", taken));
  }

  private static void collect(JsonNode form, Set<String> words, Set<String> allowed) {
    for (var field : form.properties()) {
      words.add(field.getKey());
      JsonNode value = field.getValue();
      if (field.getKey().equals("type")) {
        value.forEach(type -> words.add(type.asText()));
        words.add(value.asText());
      } else if (field.getKey().equals("enum") || field.getKey().equals("const")) {
        value.forEach(one -> allowed.add(one.asText()));
        allowed.add(value.asText());
      }
    }
    form.forEach(child -> collect(child, words, allowed));
  }

  private static void strings(JsonNode json, List<String> into) {
    if (json.isTextual() && !json.asText().isBlank()) {
      into.add(json.asText().strip());
    }
    json.forEach(child -> strings(child, into));
  }
}
