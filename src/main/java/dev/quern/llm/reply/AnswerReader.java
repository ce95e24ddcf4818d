package dev.quern.llm.reply;

import dev.quern.llm.reply.json.ErrorObject;
import dev.quern.llm.reply.text.InvisibleCharacters;
import dev.quern.llm.reply.text.LeadIns;
import dev.quern.llm.reply.text.TrailingMarkup;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads an answer and keeps the reasoning apart from it: from tags, from the reply's own field and
 * from labelled sections. What is left is the answer, as the model wrote it.
 */
public final class AnswerReader {

  private static final String EXPECTED = "an answer";
  private static final Pattern ANSWER_TAG = Pattern.compile("</?answer>", Pattern.CASE_INSENSITIVE);
  private static final Pattern WEB_PAGE =
      Pattern.compile("\\s*+(?:<!doctype\\s++html|<html)", Pattern.CASE_INSENSITIVE);

  private AnswerReader() {}

  /**
   * The answer of a reply.
   *
   * @throws UnreadableReplyException when nothing is left beside the reasoning, or the reply is an
   *     error and not an answer
   */
  public static Answer read(Reply reply) {
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
    if (reply.cutOff()) {
      throw UnreadableReplyException.refused(Fault.CUT_OFF, "The answer was cut off.");
    }
    if (WEB_PAGE.matcher(answer).lookingAt() || ErrorObject.is(answer)) {
      throw UnreadableReplyException.of(EXPECTED, "an error came instead", reply.text());
    }
    return new Answer(answer, cot);
  }

  private static String withoutAnswerTag(String content) {
    String lower = content.length() < 8 ? "" : content.substring(0, 8);
    if (!lower.equalsIgnoreCase("<answer>")) {
      return content;
    }
    String rest = content.substring(8);
    int close = rest.length() - 9;
    boolean wrapped = close >= 0 && ANSWER_TAG.matcher(rest.substring(close)).matches();
    return (wrapped ? rest.substring(0, close) : rest).strip();
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
