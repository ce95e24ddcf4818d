package dev.quern.llm.reply;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.llm.reply.json.Doubt;
import dev.quern.llm.reply.json.LenientJson;
import dev.quern.llm.reply.json.QuoteRepair;
import dev.quern.llm.reply.text.InvisibleCharacters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;

/** Reads proposed pairs of a genre and an audience. */
public final class GaPairReader {

  private static final Set<String> GENRES = Set.of("genre", "体裁", "tür");
  private static final Set<String> AUDIENCES = Set.of("audience", "读者", "受众", "hedef kitle");
  private static final int MAX_LENGTH = 1000;

  private GaPairReader() {}

  /** A genre and the audience that it is written for, neither blank, 1,000 characters at most. */
  public record Pair(String genre, String audience) {}

  /**
   * The pairs of a reply, each once, in their order.
   *
   * @param max pairs; more are cut
   * @throws UnreadableReplyException when there is none
   */
  public static List<Pair> read(Reply reply, int max) {
    String text = AnswerReader.read(reply.asWhole()).answer();
    List<Pair> pairs = new ArrayList<>();
    LenientJson.in(text).forEach(found -> collect(found.value(), pairs));
    if (pairs.isEmpty()) {
      LenientJson.in(QuoteRepair.of(text)).forEach(found -> collect(found.value(), pairs));
    }
    if (pairs.stream().anyMatch(pair -> Doubt.isIn(pair.genre() + pair.audience()))) {
      throw UnreadableReplyException.inDoubt(text);
    }
    if (pairs.isEmpty()) {
      throw UnreadableReplyException.of(
          "a JSON array of objects with genre and audience", "there was none", text);
    }
    return pairs.stream().distinct().limit(max).toList();
  }

  private static void collect(JsonNode node, List<Pair> pairs) {
    if (node.isObject()) {
      String genre = field(node, GENRES);
      String audience = field(node, AUDIENCES);
      if (saysSomething(genre) && saysSomething(audience)) {
        pairs.add(new Pair(genre, audience));
        return;
      }
    }
    node.forEach(child -> collect(child, pairs));
  }

  /** Not blank, nor the dots of the form in the prompt. */
  private static boolean saysSomething(String text) {
    return text.codePoints().anyMatch(Character::isLetterOrDigit);
  }

  /** A text, or the texts of an object such as {@code {title, description}}. */
  private static String field(JsonNode node, Set<String> names) {
    for (var field : node.properties()) {
      if (names.contains(field.getKey().strip().toLowerCase(Locale.ROOT))) {
        StringJoiner texts = new StringJoiner(": ");
        if (field.getValue().isTextual()) {
          texts.add(field.getValue().asText().strip());
        }
        for (JsonNode part : field.getValue()) {
          if (part.isTextual() && !part.asText().isBlank()) {
            texts.add(part.asText().strip());
          }
        }
        String all = InvisibleCharacters.whole(texts.toString().replace('\0', '\uFFFD'));
        int end = Math.min(MAX_LENGTH, all.codePointCount(0, all.length()));
        return all.substring(0, all.offsetByCodePoints(0, end));
      }
    }
    return "";
  }
}
