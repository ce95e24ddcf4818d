package dev.quern.llm.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The schemas (JSON Schema, draft 2020-12). The root is always an object with all its fields
 * required and no others, as OpenAI's structured outputs want it.
 */
public final class ReplySchemas {

  /** Characters of a question; the readers pass over one that has as many and no end. */
  public static final int MAX_QUESTION = 500;

  /** Letters, most of the world's, and no dingbats or pictures: small models begin with those. */
  static final String LETTER = "A-Za-zÀ-ῼⰀ-힣";

  /** A quote is written so in JSON, and a bare one would end the string for most grammars. */
  static final String QUOTE = "\\\\\"";

  private static final String LINE =
      "^([" + LETTER + "“‘]|" + QUOTE + ")([^\"\\\\\\n\\r\\t]|\\\\[\"\\\\/])";

  /** A sentence or more in one line. */
  private static final String COMMENT = LINE + "{9,400}$";

  /** A word or more in one line. */
  private static final String WORDS = LINE + "{1,300}$";

  private static final int MAX_COMMENT = 500;
  private static final int MAX_PAIR = 300;
  private static final int MAX_QUOTE = 1_000;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ReplySchemas() {}

  /** {@code questions}, so many of them. */
  public static ObjectNode questions(int count, QuestionStart start) {
    String one = "^" + start.pattern() + "$";
    return object("questions", list(string(MAX_QUESTION).put("pattern", one), count, count));
  }

  /** {@code answer}, one of the labels, and {@code evidence} where quotes are wanted. */
  public static ObjectNode label(List<String> labels, int quotes) {
    ObjectNode label = NODES.objectNode().put("type", "string");
    labels.forEach(label.putArray("enum")::add);
    return withQuotes(object("answer", label), quotes);
  }

  /** A schema of the user's, as {@code answer} where it is no object or quotes are wanted too. */
  public static ObjectNode custom(JsonNode schema, int quotes) {
    boolean alone = quotes == 0 && schema.path("type").asText().equals("object");
    return alone
        ? ((ObjectNode) schema).deepCopy()
        : withQuotes(object("answer", schema.deepCopy()), quotes);
  }

  /** A score from 0 to 5 in halves for each of these scales, and {@code evaluation}. */
  public static ObjectNode evaluation(List<String> scales) {
    ObjectNode root = NODES.objectNode().put("type", "object");
    scales.forEach(scale -> add(root, scale, score()));
    add(root, "evaluation", string(MAX_COMMENT).put("pattern", COMMENT));
    return root.put("additionalProperties", false);
  }

  /** {@code pairs}, so many at most, with {@code genre} and {@code audience}. */
  public static ObjectNode pairs(int count) {
    ObjectNode pair = object("genre", string(MAX_PAIR).put("pattern", WORDS));
    add(pair, "audience", string(MAX_PAIR).put("pattern", WORDS));
    return object("pairs", list(pair, 1, count));
  }

  /** {@code question}, what somebody asks next, or {@code [END]} where nothing is left to ask. */
  public static ObjectNode nextQuestion(QuestionStart start) {
    String one = "^(" + start.pattern() + "|\\[END\\])$";
    return object("question", string(MAX_QUESTION).put("pattern", one));
  }

  private static ObjectNode withQuotes(ObjectNode root, int quotes) {
    if (quotes > 0) {
      add(root, "evidence", list(string(MAX_QUOTE), 0, quotes));
    }
    return root;
  }

  private static ObjectNode score() {
    ObjectNode score = NODES.objectNode().put("type", "number");
    ArrayNode values = score.putArray("enum");
    for (int half = 0; half <= 10; half++) {
      if (half % 2 == 0) {
        values.add(half / 2);
      } else {
        values.add(half / 2.0);
      }
    }
    return score;
  }

  private static ObjectNode string(int longest) {
    return NODES.objectNode().put("type", "string").put("maxLength", longest);
  }

  private static ObjectNode list(ObjectNode items, int min, int max) {
    ObjectNode list = NODES.objectNode().put("type", "array");
    list.set("items", items);
    return list.put("minItems", min).put("maxItems", max);
  }

  private static ObjectNode object(String field, JsonNode schema) {
    ObjectNode root = NODES.objectNode().put("type", "object");
    add(root, field, schema);
    return root.put("additionalProperties", false);
  }

  private static void add(ObjectNode root, String field, JsonNode schema) {
    root.withObjectProperty("properties").set(field, schema);
    root.withArrayProperty("required").add(field);
  }
}
