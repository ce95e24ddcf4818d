package dev.quern.dataset.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An example without its words: each string that has a letter becomes "…". Small models give back
 * words that they see in an example as their own. Dates and numbers stay, as they show a form.
 */
public final class BlankedExample {

  static final String BLANK = "…";

  private BlankedExample() {}

  /** The example, with the same fields and kinds of values. */
  public static JsonNode of(JsonNode example) {
    if (example instanceof ObjectNode object) {
      ObjectNode blanked = JsonNodeFactory.instance.objectNode();
      object.properties().forEach(field -> blanked.set(field.getKey(), of(field.getValue())));
      return blanked;
    }
    if (example instanceof ArrayNode list) {
      ArrayNode blanked = JsonNodeFactory.instance.arrayNode();
      list.forEach(element -> blanked.add(of(element)));
      return blanked;
    }
    boolean words =
        example.isTextual() && example.asText().codePoints().anyMatch(Character::isLetter);
    return words ? JsonNodeFactory.instance.textNode(BLANK) : example;
  }
}
