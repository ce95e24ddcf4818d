package dev.quern.llm.reply.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.llm.reply.text.QuestionCleaner;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One reading of one value; the tree is built by hand to keep what a broken one had so far. */
public final class JsonAttempt {

  private static final int MAX_DEPTH = 60;

  private static final JsonFactory WITHOUT_COMMENTS = features().build();

  private static final JsonFactory JSON =
      features()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_YAML_COMMENTS)
          .build();

  private final Deque<ContainerNode<?>> open = new ArrayDeque<>();
  private ContainerNode<?> root = JsonNodeFactory.instance.arrayNode();
  private @Nullable JsonNode last;
  private String lastName = "";
  private boolean complete;
  private boolean cutOff;
  private int length = 1;

  /** Reads the value that begins there. */
  public static JsonAttempt at(char[] chars, int start) {
    JsonAttempt attempt = of(JSON, chars, start);
    if (attempt.cutOff && !of(WITHOUT_COMMENTS, chars, start).cutOff) {
      attempt.cutOff = false; // what looked like a comment swallowed the rest
    }
    return attempt;
  }

  /** Whether it is whole, or as much of it as there is. */
  public boolean isUsable() {
    return complete || cutOff && !root.isEmpty();
  }

  public boolean isComplete() {
    return complete;
  }

  public JsonNode root() {
    return root;
  }

  /** How many characters were read, 1 at least. */
  public int length() {
    return length;
  }

  private static JsonAttempt of(JsonFactory json, char[] chars, int start) {
    JsonAttempt attempt = new JsonAttempt();
    try (JsonParser parser = json.createParser(chars, start, chars.length - start)) {
      try {
        attempt.read(parser);
      } catch (JsonEOFException e) {
        attempt.cutOff = true;
      } catch (IOException e) {
        // Behind a comma Jackson has no exception of its own for the end.
        attempt.cutOff = String.valueOf(e.getMessage()).startsWith("Unexpected end-of-input");
      }
      attempt.length = (int) Math.max(1, parser.currentLocation().getCharOffset());
      if (attempt.cutOff) {
        attempt.dropUnsureEnd(chars);
      }
    } catch (IOException e) {
      attempt.complete = false;
    }
    return attempt;
  }

  private void read(JsonParser parser) throws IOException {
    String name = "";
    while (!complete) {
      JsonToken token = parser.nextToken();
      if (token == null) {
        cutOff = true;
        return;
      }
      switch (token) {
        case START_ARRAY -> push(name, JsonNodeFactory.instance.arrayNode());
        case START_OBJECT -> push(name, JsonNodeFactory.instance.objectNode());
        case END_ARRAY, END_OBJECT -> {
          open.pop();
          complete = open.isEmpty();
        }
        case FIELD_NAME -> name = parser.currentName();
        case VALUE_STRING -> add(name, JsonNodeFactory.instance.textNode(parser.getText()));
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
            add(name, JsonNodeFactory.instance.numberNode(parser.getDecimalValue()));
        case VALUE_TRUE, VALUE_FALSE ->
            add(name, JsonNodeFactory.instance.booleanNode(parser.getBooleanValue()));
        default -> add(name, JsonNodeFactory.instance.nullNode());
      }
    }
  }

  /** A quote at the very end may be one of the text's own: what it closes may be half. */
  private void dropUnsureEnd(char[] chars) {
    int end = chars.length;
    while (end > 0 && Character.isWhitespace(chars[end - 1])) {
      end--;
    }
    boolean quote = end > 1 && (chars[end - 1] == '"' || chars[end - 1] == '\'');
    String said = last == null || !last.isTextual() ? "?" : last.asText();
    if (quote && !QuestionCleaner.endsAsking(said) && !Doubt.isIn(said)) {
      removeLast();
    }
  }

  private void removeLast() {
    if (open.peek() instanceof ArrayNode array && !array.isEmpty()) {
      array.remove(array.size() - 1);
    } else if (open.peek() instanceof ObjectNode object) {
      object.remove(lastName);
    }
  }

  private void push(String name, ContainerNode<?> node) {
    if (open.isEmpty()) {
      root = node;
    } else {
      add(name, node);
    }
    open.push(node);
  }

  private void add(String name, JsonNode node) {
    last = node;
    lastName = name;
    if (open.peek() instanceof ArrayNode array) {
      array.add(node);
    } else if (open.peek() instanceof ObjectNode object) {
      // A name that is given twice keeps both values: neither is to be lost.
      object.set(object.has(name) ? name + " " + (object.size() + 1) : name, node);
    }
  }

  private static JsonFactoryBuilder features() {
    return ((JsonFactoryBuilder) JsonFactory.builder())
        .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
        .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
        .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
        .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
        .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
        .enable(JsonReadFeature.ALLOW_MISSING_VALUES)
        .enable(JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)
        .enable(JsonReadFeature.ALLOW_LEADING_DECIMAL_POINT_FOR_NUMBERS)
        .enable(JsonReadFeature.ALLOW_TRAILING_DECIMAL_POINT_FOR_NUMBERS)
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
        .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build());
  }
}
