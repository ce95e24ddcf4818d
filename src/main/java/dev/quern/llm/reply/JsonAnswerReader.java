package dev.quern.llm.reply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.Json;
import dev.quern.llm.reply.json.Backslashes;
import dev.quern.llm.reply.json.Doubt;
import dev.quern.llm.reply.json.ExactText;
import dev.quern.llm.reply.json.LenientJson;
import dev.quern.llm.reply.json.QuoteRepair;
import dev.quern.llm.reply.text.InvisibleCharacters;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads an answer that has to be JSON of a given shape. */
public final class JsonAnswerReader {

  /** The field that holds a value which is no object. */
  public static final String ANSWER = "answer";

  private static final String NOTHING = "its strings hold signs of JSON and nothing else";
  private static final String SIGNS = "{}[]\":,…\\ \n\t";
  private static final String EXPECTED = "JSON of the form that was given and nothing else";

  private JsonAnswerReader() {}

  /**
   * The JSON of an answer, written anew without blanks between its parts: bare, in a fence, or with
   * text around it. Of several values the first that has the shape is taken.
   *
   * @param faults what keeps a value from having the shape, a sentence each
   * @throws UnreadableReplyException when there is no JSON, or none of that shape
   */
  public static String read(Answer answer, Function<JsonNode, List<String>> faults) {
    List<JsonNode> values = new ArrayList<>(values(answer.answer()));
    addUnwrapped(values);
    String first = null;
    for (JsonNode value : values) {
      List<String> wrong = saysNothing(value) ? List.of(NOTHING) : faults.apply(value);
      if (wrong.isEmpty() && !Doubt.isIn(value.toString())) {
        return InvisibleCharacters.whole(ExactText.of(value));
      }
      wrong =
          wrong.isEmpty() ? List.of("its quotes or backslashes can be read in two ways") : wrong;
      first = first == null ? String.join("; ", wrong) : first;
    }
    throw UnreadableReplyException.of(
        EXPECTED, first == null ? "there was no whole JSON value" : first, answer.answer());
  }

  /**
   * Whether there are strings in it, all of the signs of JSON; without any it may be right. One
   * sign for each may be what was asked for, but for a bracket that was opened and led to nothing.
   */
  private static boolean saysNothing(JsonNode json) {
    List<JsonNode> leaves = new ArrayList<>();
    addLeaves(json, leaves);
    Set<String> said = leaves.stream().map(JsonNode::asText).collect(Collectors.toSet());
    boolean signs =
        leaves.stream().allMatch(JsonNode::isTextual)
            && said.stream().flatMapToInt(String::codePoints).allMatch(c -> SIGNS.indexOf(c) >= 0);
    boolean named =
        said.stream().allMatch(text -> text.length() == 1 && !text.equals("…"))
            && !Set.of("{").equals(said)
            && !Set.of("[").equals(said);
    return !leaves.isEmpty() && signs && !named;
  }

  /** The values in it that are neither empty nor null. */
  private static void addLeaves(JsonNode json, List<JsonNode> into) {
    if (json.isValueNode() && !json.isNull() && !json.asText().isBlank()) {
      into.add(json);
    }
    json.forEach(child -> addLeaves(child, into));
  }

  private static List<JsonNode> values(String text) {
    JsonNode all = strict(Backslashes.mended(text));
    if (all != null) {
      return List.of(all);
    }
    List<JsonNode> values = found(LenientJson.in(text));
    return values.isEmpty() ? found(LenientJson.in(QuoteRepair.of(text))) : values;
  }

  /** Read anew, so that 1 is the integer that it is for a schema. */
  private static List<JsonNode> found(List<LenientJson.Found> found) {
    List<JsonNode> values = new ArrayList<>();
    for (LenientJson.Found one : found) {
      JsonNode value = one.whole() ? strict(ExactText.of(one.value())) : null;
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  /** Held to a schema, a value that is no object comes as the one field of an object. */
  private static void addUnwrapped(List<JsonNode> values) {
    for (JsonNode value : List.copyOf(values)) {
      if (value.isObject() && value.size() == 1 && value.has(ANSWER)) {
        values.add(value.get(ANSWER));
      }
    }
  }

  private static @Nullable JsonNode strict(String text) {
    try {
      JsonNode value = Json.ONE_VALUE.readTree(text);
      return value == null || value.isMissingNode() ? null : value;
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
