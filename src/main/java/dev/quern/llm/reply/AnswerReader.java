package dev.quern.llm.reply;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.llm.reply.json.Doubt;
import dev.quern.llm.reply.json.ErrorObject;
import dev.quern.llm.reply.json.LenientJson;
import dev.quern.llm.reply.text.ForeignTurn;
import dev.quern.llm.reply.text.InvisibleCharacters;
import dev.quern.llm.reply.text.LeadIns;
import dev.quern.llm.reply.text.Repetition;
import dev.quern.llm.reply.text.ThoughtOpeners;
import dev.quern.llm.reply.text.TrailingMarkup;
import dev.quern.llm.reply.text.WholeSentences;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads an answer and keeps the reasoning apart from it: from tags, from the reply's own field and
 * from labelled sections. What is left is the answer, as the model wrote it; of one that was cut
 * off, its whole sentences.
 */
public final class AnswerReader {

  private static final String EXPECTED = "an answer";
  private static final Pattern OPENING_TAG =
      Pattern.compile("<(answer|text|response)>", Pattern.CASE_INSENSITIVE);
  private static final Pattern WEB_PAGE =
      Pattern.compile("\\s*+(?:<!doctype\\s++html|<html)", Pattern.CASE_INSENSITIVE);
  private static final Pattern FENCE =
      Pattern.compile(
          "```(?:markdown|md|(?<json>json))[ \\t]*+\\n(?<inside>.*)\\n```",
          Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

  private static final Pattern INNER_FENCE = Pattern.compile("(?m)^```(.*)$");
  private static final Pattern OPEN_JSON = Pattern.compile("\\{|\\[\\s*+[\\[{\"]|```json");

  private AnswerReader() {}

  /** The reply with the text beside its reasoning changed. */
  public static Reply changed(Reply reply, UnaryOperator<String> change) {
    Reasoning parted = Reasoning.of(reply.text());
    String rest = change.apply(parted.content());
    return rest.equals(parted.content())
        ? reply
        : new Reply(rest, joined(reply.reasoning(), parted.reasoning()), reply.cutOff());
  }

  /**
   * The reply without what its model went on to say in the name of the user; what stands before
   * that is there to its end.
   *
   * @param source the text that it is about; blank where there is none
   */
  public static Reply ownTurn(Reply reply, String source) {
    Reply own = changed(reply, content -> ForeignTurn.left(content, source));
    return own == reply ? reply : own.asWhole();
  }

  /**
   * The answer of a reply.
   *
   * @throws UnreadableReplyException when nothing is left beside the reasoning, too little of the
   *     answer is whole, or the reply is an error and not an answer
   */
  public static Answer read(Reply reply) {
    Answer read = readAll(reply);
    if (reply.cutOff()) {
      checkIsNoThought(read);
    }
    return read;
  }

  private static Answer readAll(Reply reply) {
    Reasoning parted = Reasoning.of(reply.text());
    Answer sections =
        LabelledSections.of(withoutAnswerTag(parted.content()))
            .orElseGet(() -> new Answer(withoutAnswerTag(parted.content()), null));
    String answer = TrailingMarkup.stripped(LeadIns.stripped(sections.answer())).strip();
    String cot = joined(joined(reply.reasoning(), parted.reasoning()), sections.cot());
    if (answer.isBlank()) {
      String problem =
          parted.unclosed()
              ? "the reasoning was never closed and no answer followed it"
              : cot == null ? "the reply was empty" : "there was only reasoning and no answer";
      throw UnreadableReplyException.of(EXPECTED, problem, reply.text());
    }
    if (WEB_PAGE.matcher(answer).lookingAt() || ErrorObject.is(answer)) {
      throw UnreadableReplyException.of(EXPECTED, "an error came instead", reply.text());
    }
    return reply.cutOff()
        ? cutOff(parted.content(), sections, answer, cot)
        : new Answer(answer, cot);
  }

  /**
   * Refuses what is cut off and begins as reasoning does, where none stands beside it: the tag at
   * its end has not come.
   */
  static void checkIsNoThought(Answer read) {
    if (read.cot() == null && ThoughtOpeners.begin(read.answer())) {
      throw UnreadableReplyException.refused(
          Fault.CUT_OFF, "The reply was cut off in its reasoning, and no answer followed it.");
    }
  }

  /**
   * The reasoning of a reply that was to hold nothing else: bare, behind a label, in tags or in the
   * reply's own field. An answer in a section beside it is left out.
   *
   * @throws UnreadableReplyException as for an answer
   */
  public static Answer readReasoning(Reply reply) {
    Reasoning parted = Reasoning.of(reply.text());
    String content = withoutAnswerTag(parted.content());
    String tagged = joined(reply.reasoning(), parted.reasoning());
    if (content.isEmpty() && tagged != null && !parted.unclosed() && !reply.cutOff()) {
      return new Answer(tagged, null);
    }
    String labelled = LabelledSections.of(content).map(Answer::cot).orElse(null);
    return labelled == null
        ? readAll(reply)
        : readAll(new Reply(labelled, null, reply.cutOff() && content.endsWith(labelled)));
  }

  /** An answer that stands in front of its reasoning is there to its end. */
  private static Answer cutOff(
      String content, Answer sections, String answer, @Nullable String cot) {
    String last = sections.cot();
    return last != null && cot != null && content.endsWith(last)
        ? new Answer(answer, WholeSentences.of(cot), true)
        : new Answer(whole(answer), cot, true);
  }

  /**
   * The whole sentences of a text that was cut off.
   *
   * @throws UnreadableReplyException when they are less than half of it, or it repeats itself
   */
  static String whole(String text) {
    String whole =
        OPEN_JSON.matcher(text).lookingAt() || Repetition.isIn(text) ? "" : WholeSentences.of(text);
    if (whole.isEmpty() || 2 * whole.length() < text.length()) {
      throw UnreadableReplyException.refused(
          Fault.CUT_OFF, "The reply was cut off, and too little of it is whole.");
    }
    return whole;
  }

  /** The answer in a tag around all of it, or behind an opening one that is never closed. */
  private static String withoutAnswerTag(String content) {
    Matcher tag = OPENING_TAG.matcher(content);
    if (!tag.lookingAt()) {
      return content;
    }
    String rest = content.substring(tag.end());
    String closing = "</" + tag.group(1) + ">";
    int close = rest.length() - closing.length();
    boolean wrapped = close >= 0 && rest.substring(close).equalsIgnoreCase(closing);
    boolean open = tag.group(1).equalsIgnoreCase("answer");
    return wrapped ? rest.substring(0, close).strip() : open ? rest.strip() : content;
  }

  /**
   * A text answer without what it is wrapped in as a whole: an object whose one field is the
   * answer, or a fence of Markdown.
   *
   * @throws UnreadableReplyException when its quotes or backslashes can be read in two ways
   */
  public static String unwrapped(String answer) {
    Matcher fence = FENCE.matcher(answer);
    boolean fenced = fence.matches() && !closesWithin(fence.group("inside"));
    String inside = fenced ? fence.group("inside").strip() : answer;
    List<LenientJson.Found> found = inside.startsWith("{") ? LenientJson.in(inside) : List.of();
    JsonNode only =
        found.size() == 1 && found.get(0).whole() && inside.endsWith("}")
            ? found.get(0).value()
            : null;
    if (only != null && only.size() == 1 && only.path(JsonAnswerReader.ANSWER).isTextual()) {
      String said = only.get(JsonAnswerReader.ANSWER).asText().strip();
      if (Doubt.isIn(said)) {
        throw UnreadableReplyException.inDoubt(answer);
      }
      return said.isEmpty() ? answer : said;
    }
    boolean markdown = fenced && fence.group("json") == null;
    return markdown && !inside.isEmpty() ? inside : answer;
  }

  /** The first fence within a fence opens one where it names a language. */
  private static boolean closesWithin(String inside) {
    Matcher first = INNER_FENCE.matcher(inside);
    return first.find() && first.group(1).isBlank();
  }

  private static @Nullable String joined(@Nullable String one, @Nullable String other) {
    String first =
        Optional.ofNullable(one).map(InvisibleCharacters::withoutInvisible).orElse("").strip();
    String second = Optional.ofNullable(other).orElse("").strip();
    if (first.isEmpty() || first.equals(second)) {
      return second.isEmpty() ? null : second;
    }
    return second.isEmpty() ? first : first + "\n\n" + second;
  }
}
