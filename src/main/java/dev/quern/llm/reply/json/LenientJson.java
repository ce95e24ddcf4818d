package dev.quern.llm.reply.json;

import com.fasterxml.jackson.core.JsonFactory;
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
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Finds the JSON arrays and objects in a text, whatever stands around them. Jackson reads them with
 * its lenient features; a value that is cut off by the end of the text is given as far as it came,
 * whole strings only.
 */
public final class LenientJson {

  /**
   * A value and where it stands in the text: {@code start} inclusive, {@code end} exclusive; not
   * {@code whole} where the text ended before it did.
   */
  public record Found(JsonNode value, int start, int end, boolean whole) {}

  private static final int DEEPEST = 60;

  /** Characters that failed attempts may read, for each of the text: keeps odd input linear. */
  private static final long READINGS = 8;

  private static final int MAX_ATTEMPTS = 2_000;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_YAML_COMMENTS)
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(JsonReadFeature.ALLOW_MISSING_VALUES)
          .enable(JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)
          .enable(JsonReadFeature.ALLOW_LEADING_DECIMAL_POINT_FOR_NUMBERS)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();

  private LenientJson() {}

  public static List<Found> in(String text) {
    List<Found> found = new ArrayList<>();
    char[] chars = text.toCharArray();
    long budget = READINGS * chars.length + 10_000;
    int attempts = 0;
    for (int i = 0; i < chars.length && budget > 0 && attempts < MAX_ATTEMPTS; ) {
      if (!opens(chars, i)) {
        i++;
        continue;
      }
      attempts++;
      Attempt attempt = Attempt.at(chars, i);
      JsonNode root = attempt.root;
      if (root != null && (attempt.complete || (attempt.cutOff && !root.isEmpty()))) {
        found.add(new Found(root, i, i + attempt.length, attempt.complete));
        i += attempt.length;
      } else {
        budget -= attempt.length;
        i++;
      }
    }
    return found;
  }

  /** A bracket that is followed by what may follow it in JSON. */
  private static boolean opens(char[] chars, int at) {
    if (chars[at] != '[' && chars[at] != '{') {
      return false;
    }
    int next = at + 1;
    while (next < chars.length && next < at + 200 && Character.isWhitespace(chars[next])) {
      next++;
    }
    char c = next < chars.length ? chars[next] : ' ';
    return chars[at] == '['
        ? "\"'[{]-/#.,tfn".indexOf(c) >= 0 || Character.isDigit(c)
        : "\"'}/#_$".indexOf(c) >= 0 || Character.isLetter(c);
  }

  /** One reading of one value; the tree is built by hand to keep what a broken one had so far. */
  private static final class Attempt {
    private final Deque<ContainerNode<?>> open = new ArrayDeque<>();
    private ContainerNode<?> root;
    private boolean complete;
    private boolean cutOff;
    private int length = 1;

    static Attempt at(char[] chars, int start) {
      Attempt attempt = new Attempt();
      attempt.root = JsonNodeFactory.instance.arrayNode();
      try (JsonParser parser = JSON.createParser(chars, start, chars.length - start)) {
        try {
          attempt.read(parser);
        } catch (JsonEOFException e) {
          attempt.cutOff = true;
        } catch (IOException e) {
          attempt.complete = false;
        }
        attempt.length = (int) Math.max(1, parser.currentLocation().getCharOffset());
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

    private void push(String name, ContainerNode<?> node) {
      if (open.isEmpty()) {
        root = node;
      } else {
        add(name, node);
      }
      open.push(node);
    }

    private void add(String name, JsonNode node) {
      if (open.peek() instanceof ArrayNode array) {
        array.add(node);
      } else if (open.peek() instanceof ObjectNode object) {
        object.set(name, node);
      }
    }
  }
}
