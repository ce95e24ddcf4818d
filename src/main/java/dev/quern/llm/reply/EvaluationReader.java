package dev.quern.llm.reply;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.llm.reply.json.Doubt;
import dev.quern.llm.reply.json.LenientJson;
import dev.quern.llm.reply.json.QuoteRepair;
import dev.quern.llm.reply.text.InvisibleCharacters;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a judgement: the four dimensions, from which the score is weighed 25/35/25/15 and rounded
 * to halves, or a score alone. An entry without a source text has three: what is left of the
 * weights, 25/35/15, then counts as the whole. Scores are numbers or strings such as "4", "4.5",
 * "4,5" or "4/5".
 */
public final class EvaluationReader {

  private static final List<String> DIMENSIONS =
      List.of("question_quality", "answer_quality", "text_relevance", "overall_consistency");
  private static final int[] WEIGHTS = {25, 35, 25, 15};
  private static final List<String> COMMENTS =
      List.of("evaluation", "comment", "feedback", "reason", "reasoning", "explanation");
  private static final List<String> NAMES = List.of("dimension", "name", "criterion", "metric");
  private static final Pattern SCORE =
      Pattern.compile(
          "(-?\\d{1,4}(?:[.,]\\d{1,6})?)(?:\\s?(?:/|out of|üzerinden|/ )\\s?(\\d{1,4}))?\\s?分?");
  private static final String TEXT_RELEVANCE = "text_relevance";
  private static final String EXPECTED =
      "a JSON object with question_quality, answer_quality,%s overall_consistency as numbers from 0"
          + " to 5 and evaluation as text";

  private final Map<String, JsonNode> fields;
  private final boolean withSource;
  private final String expected;
  private final String reply;

  private EvaluationReader(
      Map<String, JsonNode> fields, boolean withSource, String expected, String reply) {
    this.fields = fields;
    this.withSource = withSource;
    this.expected = expected;
    this.reply = reply;
  }

  /** The names of the scales; without a source text there is one less. */
  public static List<String> dimensions(boolean withSource) {
    return DIMENSIONS.stream().filter(name -> withSource || !name.equals(TEXT_RELEVANCE)).toList();
  }

  /** The judgement of a reply about an entry with a source text; see the other. */
  public static Evaluation read(Reply reply) {
    return read(reply, true);
  }

  /**
   * The judgement of a reply.
   *
   * @param withSource whether there was a source text; without one, {@code text_relevance} is
   *     neither needed nor looked at
   * @throws UnreadableReplyException when scores are missing, are no numbers or are out of 0 to 5
   */
  public static Evaluation read(Reply reply, boolean withSource) {
    String expected = EXPECTED.formatted(withSource ? " text_relevance and" : " and");
    String content = Reasoning.of(reply.text()).content();
    List<Map<String, JsonNode>> objects = objects(LenientJson.in(content));
    if (objects.isEmpty()) {
      objects = objects(LenientJson.in(QuoteRepair.of(content)));
    }
    if (objects.isEmpty()) {
      String problem = content.isBlank() ? "the reply was empty" : "there was no score in JSON";
      throw UnreadableReplyException.of(expected, problem, reply.text());
    }
    List<String> wanted = dimensions(withSource);
    Map<String, JsonNode> last =
        objects.stream()
            .filter(fields -> fields.keySet().containsAll(wanted))
            .reduce((one, next) -> next)
            .orElse(objects.get(objects.size() - 1));
    return new EvaluationReader(last, withSource, expected, reply.text()).read();
  }

  private Evaluation read() {
    List<String> wanted = dimensions(withSource);
    List<String> missing = wanted.stream().filter(name -> !fields.containsKey(name)).toList();
    String comment =
        COMMENTS.stream()
            .map(fields::get)
            .filter(node -> node != null && node.isTextual())
            .map(node -> InvisibleCharacters.withoutInvisible(node.asText()).strip())
            .filter(text -> text.codePoints().anyMatch(Character::isLetter))
            .findFirst()
            .orElse("");
    if (Doubt.isIn(comment)) {
      throw UnreadableReplyException.inDoubt(reply);
    }
    if (!missing.isEmpty()) {
      if (!fields.containsKey("score")) {
        String problem = String.join(" and ", missing) + " is missing";
        throw UnreadableReplyException.of(expected, problem, reply);
      }
      double score = halves(score("score"));
      return new Evaluation(null, null, null, null, score, comment);
    }
    BigDecimal sum = BigDecimal.ZERO;
    int weights = 0;
    Map<String, Double> scores = new HashMap<>();
    for (String name : wanted) {
      BigDecimal score = score(name);
      int weight = WEIGHTS[DIMENSIONS.indexOf(name)];
      sum = sum.add(score.multiply(BigDecimal.valueOf(weight)));
      weights += weight;
      scores.put(name, score.doubleValue());
    }
    double score = halves(sum.divide(BigDecimal.valueOf(weights), MathContext.DECIMAL64));
    return new Evaluation(
        scores.get(DIMENSIONS.get(0)),
        scores.get(DIMENSIONS.get(1)),
        scores.get(TEXT_RELEVANCE),
        scores.get(DIMENSIONS.get(3)),
        score,
        comment);
  }

  private BigDecimal score(String name) {
    JsonNode node = fields.get(name);
    JsonNode value = node.isObject() && node.has("score") ? node.get("score") : node;
    BigDecimal score = value.isNumber() ? value.decimalValue() : fromText(value.asText().strip());
    if (score == null) {
      throw UnreadableReplyException.of(expected, name + " is not a number", reply);
    }
    if (score.signum() < 0 || score.compareTo(BigDecimal.valueOf(5)) > 0) {
      String shown = value.asText();
      throw UnreadableReplyException.of(
          expected, "%s is %s, outside 0 to 5".formatted(name, shown), reply);
    }
    return score;
  }

  /** Null when it is no score; a score of something else than 5 is given as out of range. */
  private static @Nullable BigDecimal fromText(String text) {
    Matcher matcher = SCORE.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    boolean ofFive = matcher.group(2) == null || Integer.parseInt(matcher.group(2)) == 5;
    return ofFive ? new BigDecimal(matcher.group(1).replace(',', '.')) : BigDecimal.valueOf(-1);
  }

  private static double halves(BigDecimal score) {
    return score.multiply(BigDecimal.valueOf(2)).setScale(0, RoundingMode.HALF_UP).doubleValue()
        / 2;
  }

  private static List<Map<String, JsonNode>> objects(List<LenientJson.Found> values) {
    List<Map<String, JsonNode>> objects = new ArrayList<>();
    for (LenientJson.Found found : values) {
      Map<String, JsonNode> fields = new HashMap<>();
      collect(found.value(), false, fields);
      if (fields.containsKey("score") || DIMENSIONS.stream().anyMatch(fields::containsKey)) {
        objects.add(fields);
      }
    }
    return objects;
  }

  /**
   * Fields by plain names, outer ones first; depth is bounded by the parser. The score of one of
   * several elements is that of the dimension it names, and never the whole's.
   */
  private static void collect(JsonNode node, boolean ofSeveral, Map<String, JsonNode> fields) {
    String dimension = dimension(node);
    if (dimension != null) {
      fields.putIfAbsent(dimension, node);
      return;
    }
    for (var field : node.properties()) {
      String name = plain(field.getKey());
      if (!ofSeveral || !name.equals("score")) {
        fields.putIfAbsent(name, field.getValue());
      }
    }
    boolean found = DIMENSIONS.stream().allMatch(fields::containsKey);
    for (JsonNode child : node) {
      if (child.isContainerNode() && !found && (node.isArray() || !child.has("score"))) {
        collect(child, ofSeveral || node.isArray() && node.size() > 1, fields);
      }
    }
  }

  /** The dimension that an object with a score names; null where it names none. */
  private static @Nullable String dimension(JsonNode node) {
    return NAMES.stream()
        .map(name -> plain(node.path(name).asText()))
        .filter(name -> node.has("score") && DIMENSIONS.contains(name))
        .findFirst()
        .orElse(null);
  }

  private static String plain(String name) {
    return name.strip()
        .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
        .replaceAll("[ -]", "_")
        .toLowerCase(Locale.ROOT);
  }
}
