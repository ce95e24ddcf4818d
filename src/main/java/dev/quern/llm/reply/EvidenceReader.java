package dev.quern.llm.reply;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.llm.reply.json.Doubt;
import dev.quern.llm.reply.json.ExactText;
import dev.quern.llm.reply.json.LenientJson;
import dev.quern.llm.reply.text.CodeSpans;
import dev.quern.llm.reply.text.InvisibleCharacters;
import dev.quern.llm.reply.text.Passages;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads an answer that is followed by the passages that support it, behind a label on a line of its
 * own ("Evidence:", 依据：, "Kanıt:" and their kin): quoted with {@code >}, as a list, or in quotes.
 * Also the passages first, the label without a colon as a heading, and an object with answer and
 * evidence. A reply without such a section is an answer without quotes.
 */
public final class EvidenceReader {

  private static final Pattern LABEL =
      Pattern.compile(
          "^[ \\t>]{0,8}+(?:(?<head>#{1,6}+[ \\t]*+)?(?<bold>\\*\\*|__)?(?:WORDS)"
                  .replace(
                      "WORDS",
                      "(?:supporting )?(?:evidence|quotes|quotations?|passages?)"
                          + "|(?:证据|依据|引文|引用|原文依据|原文引用)|(?:kanıt|dayanak|alıntı)(?:lar)?")
              + "(?: ?\\k<bold>)?(?: ?[:：](?:\\k<bold>)?|(?<alone>)[ \\t]*+$)"
              + "|[【\\[](?:evidence|证据|依据|引文|kanıt|dayanak)[】\\]] ?[:：]?)",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.MULTILINE);

  private static final Pattern ANSWER_LABEL =
      Pattern.compile(
          "^[ \\t]{0,8}+(?:#{1,6}+[ \\t]*+)?(?:\\*\\*|__)?(?:(?:final )?answer|答案|回答|cevap|yanıt)"
              + "(?:\\*\\*|__)? ?[:：]",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.MULTILINE);

  private static final Set<String> EVIDENCE_FIELDS =
      Set.of("evidence", "quotes", "quote", "证据", "依据", "kanıt", "kanit");
  private static final Set<String> ANSWER_FIELDS = Set.of("answer", "答案", "回答", "cevap", "yanıt");

  private EvidenceReader() {}

  /**
   * The answer of a reply, and its quotes.
   *
   * @throws UnreadableReplyException when there is no answer, as {@link AnswerReader} says
   */
  public static AnswerWithQuotes read(Reply reply) {
    Reasoning parted = Reasoning.of(reply.text());
    AnswerWithQuotes object = object(parted, reply);
    if (object != null) {
      return object;
    }
    String content = parted.content();
    int[] label = label(content);
    if (label == null) {
      return new AnswerWithQuotes(AnswerReader.read(reply), List.of());
    }
    String before = content.substring(0, label[0]).strip();
    String after = content.substring(label[1]);
    Matcher answer = ANSWER_LABEL.matcher(after);
    String section = after;
    boolean answerLast = true;
    if (answer.find()) {
      section = after.substring(0, answer.start());
      before = labelled(before, after.substring(answer.start()).strip());
    } else if (before.isBlank()) {
      int end = Passages.end(after);
      section = after.substring(0, end);
      before = after.substring(end).strip();
    } else {
      answerLast = false;
    }
    Answer read =
        AnswerReader.read(
            new Reply(before, reasoning(reply, parted), reply.cutOff() && answerLast));
    List<String> quotes = Passages.in(section);
    boolean lastIsCut = reply.cutOff() && !answerLast && !quotes.isEmpty();
    return new AnswerWithQuotes(read, lastIsCut ? quotes.subList(0, quotes.size() - 1) : quotes);
  }

  /** What stands labelled behind the evidence says the answer anew, or ends the reasoning. */
  private static String labelled(String before, String answer) {
    String both = (before + "\n" + answer).strip();
    return ANSWER_LABEL.matcher(before).find()
        ? before
        : LabelledSections.of(both).isPresent() ? both : answer;
  }

  private static @Nullable AnswerWithQuotes object(Reasoning parted, Reply reply) {
    List<LenientJson.Found> found = LenientJson.in(parted.content());
    for (LenientJson.Found one : found) {
      JsonNode answer = field(one.value(), ANSWER_FIELDS);
      JsonNode evidence = field(one.value(), EVIDENCE_FIELDS);
      if (answer != null && evidence != null && (one.whole() || !reply.cutOff())) {
        String text = answer.isTextual() ? answer.asText() : ExactText.of(answer);
        if (Doubt.isIn(text)) {
          throw UnreadableReplyException.inDoubt(reply.text());
        }
        Answer read = AnswerReader.read(new Reply(text, reasoning(reply, parted)));
        Set<String> quotes = new LinkedHashSet<>();
        collect(evidence, quotes);
        return new AnswerWithQuotes(read, List.copyOf(quotes));
      }
    }
    return null;
  }

  private static @Nullable JsonNode field(JsonNode value, Set<String> names) {
    for (var field : value.properties()) {
      if (names.contains(field.getKey().strip().toLowerCase(Locale.ROOT))) {
        return field.getValue();
      }
    }
    return null;
  }

  private static void collect(JsonNode node, Set<String> quotes) {
    if (node.isTextual()) {
      Passages.add(InvisibleCharacters.withoutInvisible(node.asText()), quotes);
    } else {
      JsonNode quote =
          node.isObject() ? field(node, Set.of("quote", "text", "引文", "alıntı")) : null;
      if (quote != null) {
        collect(quote, quotes);
      } else {
        node.forEach(child -> collect(child, quotes));
      }
    }
  }

  /** Where the last label begins and ends that is no code; null where there is none. */
  private static int @Nullable [] label(String content) {
    CodeSpans code = new CodeSpans(content);
    Matcher matcher = LABEL.matcher(content);
    int[] last = null;
    while (matcher.find()) {
      boolean word = matcher.group("alone") != null && matcher.group("head") == null;
      boolean bold = word && matcher.group("bold") != null;
      if (!code.holds(matcher.start()) && (!word || bold)) {
        last = new int[] {matcher.start(), matcher.end()};
      }
    }
    return last;
  }

  private static @Nullable String reasoning(Reply reply, Reasoning parted) {
    String field = reply.reasoning() == null ? "" : reply.reasoning().strip();
    String both = field.isEmpty() ? parted.reasoning() : field + "\n\n" + parted.reasoning();
    return both.isBlank() ? null : both.strip();
  }
}
