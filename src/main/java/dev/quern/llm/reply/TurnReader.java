package dev.quern.llm.reply;

import dev.quern.llm.reply.json.Doubt;
import dev.quern.llm.reply.json.LenientJson;
import dev.quern.llm.reply.text.QuestionCleaner;
import dev.quern.llm.reply.text.SpeakerNames;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one message of a dialogue: what its speaker says, without reasoning, without the speaker's
 * name in front, and without what a model went on to say in the name of the other.
 */
public final class TurnReader {

  /** What a model writes in place of a question when there is nothing left to ask. */
  public static final String END = "[END]";

  private static final Pattern ENDS =
      Pattern.compile("[\\s\"'`*_]*[\\[【(]?\\s*END\\s*[\\])】]?[\\s\"'`*_.。]*");

  /** In brackets, on a line of its own or behind a sentence, with more words than that. */
  private static final Pattern ENDS_BEHIND =
      Pattern.compile(
          "(?:\\n|[.!?。！？…][\"'”’)*_]{0,4}+)[\\s\"'`*_]{0,8}+[\\[【]\\s?END\\s?[\\]】][\\s\"'`*_.。]*+\\z");

  private static final Pattern ENDS_AT_ONCE =
      Pattern.compile("[\\s\"'`*_]*+[\\[【]\\s?END\\s?[\\]】]");

  private static final Pattern FENCED =
      Pattern.compile("```[a-zA-Z]{0,10}+\\s*+(\\{.*})\\s*```", Pattern.DOTALL);

  /** The prompt's own tag, in front of a message or around it. */
  private static final Pattern TAG =
      Pattern.compile(
          "\\s*+<dialogue>(?<said>.*?)(?:</dialogue>\\s*+)?",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** The fields of a turn that say who speaks. */
  private static final Set<String> SPEAKERS = Set.of("speaker", "role", "name", "from");

  private TurnReader() {}

  /**
   * What is said.
   *
   * @param cutOff whether its end is missing, because the reply was cut off; it is whole sentences
   */
  public record Turn(String text, boolean cutOff) {}

  /**
   * The next question; {@link #END} where nothing is left to ask.
   *
   * @param speaker the role that asks
   * @param other the role that answers
   * @throws UnreadableReplyException when nothing is said, or too little of it is whole
   */
  public static Turn readQuestion(Reply reply, String speaker, String other) {
    Matcher fenced = FENCED.matcher(AnswerReader.read(reply.asWhole()).answer().strip());
    Turn turn =
        read(
            fenced.matches() ? new Reply(fenced.group(1), null, reply.cutOff()) : reply,
            speaker,
            other);
    return !turn.cutOff() && ends(turn.text()) ? new Turn(END, false) : turn;
  }

  /** A question that only begins so asks about the mark. */
  private static boolean ends(String text) {
    return ENDS.matcher(text).matches()
        || ENDS_BEHIND.matcher(text).find()
        || ENDS_AT_ONCE.matcher(text).lookingAt() && !QuestionCleaner.endsAsking(text);
  }

  /**
   * What is said.
   *
   * @param speaker the role that speaks
   * @param other the role that it speaks with
   * @throws UnreadableReplyException when nothing is said, or too little of it is whole
   */
  public static Turn read(Reply reply, String speaker, String other) {
    Answer read = AnswerReader.read(reply.asWhole());
    String text = withoutTag(field(read.answer().strip()));
    SpeakerNames names = new SpeakerNames(speaker, other);
    text = text.substring(names.begin(text, reply.cutOff()));
    int next = names.next(text, reply.cutOff());
    boolean cutOff = reply.cutOff() && next < 0;
    if (cutOff) {
      AnswerReader.checkIsNoThought(read);
    }
    text = (next < 0 ? text : text.substring(0, next)).strip();
    if (text.isEmpty()) {
      throw UnreadableReplyException.of(
          "the next message of " + speaker, "nothing was said in its name", reply.text());
    }
    return new Turn(cutOff ? AnswerReader.whole(text) : text, cutOff);
  }

  private static String withoutTag(String text) {
    Matcher tag = TAG.matcher(text);
    return tag.matches() ? tag.group("said").strip() : text;
  }

  /** The text, or the one string of the object that it is, beside the name of its speaker. */
  private static String field(String text) {
    List<LenientJson.Found> found = text.startsWith("{") ? LenientJson.in(text) : List.of();
    if (found.size() != 1 || !found.get(0).whole()) {
      return text;
    }
    List<String> said =
        found.get(0).value().properties().stream()
            .filter(field -> !SPEAKERS.contains(field.getKey().toLowerCase(Locale.ROOT)))
            .map(field -> field.getValue().asText(""))
            .toList();
    String only = said.size() == 1 ? said.get(0) : "";
    if (Doubt.isIn(only)) {
      throw UnreadableReplyException.inDoubt(text);
    }
    return only.isEmpty() ? text : only.strip();
  }
}
