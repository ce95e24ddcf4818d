package dev.quern.llm.reply;

import dev.quern.llm.reply.json.Doubt;
import dev.quern.llm.reply.json.LenientJson;
import dev.quern.llm.reply.text.SpeakerNames;
import java.util.List;
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

  private TurnReader() {}

  /**
   * What is said.
   *
   * @param cutOff whether its end is missing, because the reply was cut off; it is whole sentences
   */
  public record Turn(String text, boolean cutOff) {}

  /**
   * What is said; {@link #END} where that is all.
   *
   * @param speaker the role that speaks
   * @param other the role that it speaks with
   * @throws UnreadableReplyException when nothing is said, or too little of it is whole
   */
  public static Turn read(Reply reply, String speaker, String other) {
    String text = field(AnswerReader.read(reply.asWhole()).answer().strip());
    Matcher own = SpeakerNames.first(speaker).matcher(text);
    if (own.lookingAt()) {
      text = text.substring(own.end());
    }
    int next = new SpeakerNames(speaker, other).next(text, reply.cutOff());
    boolean cutOff = reply.cutOff() && next < 0;
    text = (next < 0 ? text : text.substring(0, next)).strip();
    if (text.isEmpty()) {
      throw UnreadableReplyException.of(
          "the next message of " + speaker, "it was empty", reply.text());
    }
    if (cutOff) {
      return new Turn(AnswerReader.whole(text), true);
    }
    return new Turn(ENDS.matcher(text).matches() ? END : text, false);
  }

  /** The text, or the one string of the object that it is. */
  private static String field(String text) {
    if (!text.startsWith("{")) {
      return text;
    }
    List<LenientJson.Found> found = LenientJson.in(text);
    boolean object = found.size() == 1 && found.get(0).whole() && found.get(0).value().size() == 1;
    String only = object ? found.get(0).value().elements().next().asText("") : "";
    return only.isEmpty() || Doubt.isIn(only) ? text : only.strip();
  }
}
