package dev.quern.llm.reply;

import dev.quern.llm.reply.text.CodeSpans;
import dev.quern.llm.reply.text.LabelledTerms;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replies that label their sections: "Thinking: … Answer: …" in en, zh-CN and tr, plain, bold, as
 * headings or in 【】, on lines of their own or in one line; also the answer before the reasoning. A
 * reply counts as labelled only when it begins with a label (a short "Sure, here is …" aside), so a
 * sentence that speaks of an answer is left alone.
 */
public final class LabelledSections {

  private static final String THINKING =
      "thinking(?: process)?|thoughts?(?: process)?|reasoning(?: process)?|chain[ -]of[ -]thought"
          + "|思考(?:过程|步骤)?|推理(?:过程)?|思维链|düşünce(?:ler(?:im)?| süreci| zinciri)?"
          + "|düşünme(?: süreci)?|akıl yürütme|muhakeme";
  private static final String ANSWER =
      "(?:final |the )?answer|(?:final )?response|(?:最终)?(?:答案|回答)|答"
          + "|(?:nihai |son )?(?:cevap|yanıt)";
  private static final Pattern THINKING_LINE = line(THINKING);
  private static final Pattern ANSWER_LINE = line(ANSWER);
  private static final Pattern ANSWER_WITHIN =
      Pattern.compile(
          "(?<=[\\s.,;!?)\"”。，；！？）])(?:\\*\\*)?(?:(?:Final |The )?Answer|Final answer"
              + "|(?:Final )?Response|(?:最终)?(?:答案|回答)|(?:Nihai |Son )?(?:Cevap|Yanıt)"
              + "|(?:Nihai|Son) (?:cevap|yanıt))(?:\\*\\*)?\\s?[:：](?:\\*\\*)?");

  private static final Pattern OPENER =
      Pattern.compile(
          "(?:sure|certainly|of course|okay|ok|here|let me|let's|alright|好的|当然|以下|让我|tabii|elbette"
              + "|tamam|işte)[^\\n]{0,120}+\\n\\s*+",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private LabelledSections() {}

  private static Pattern line(String words) {
    return Pattern.compile(
        ("^[ \\t>]{0,8}+(?:(?<head>#{1,6}+[ \\t]*+)?(?:(?<bold>\\*\\*|__|\\*)(?:WORDS)"
                + "(?: ?\\k<bold> ?[:：]| ?[:：](?:\\k<bold>)?|\\k<bold>[ \\t]*+$)"
                + "|(?:WORDS)(?: ?[:：]|(?<alone>)[ \\t]*+$))"
                + "|(?<bracket>[【\\[])(?:WORDS)[】\\]] ?[:：]?)")
            .replace("WORDS", words),
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.MULTILINE);
  }

  /** The sections of a reply, or nothing when it is not labelled; the answer may be blank. */
  public static Optional<Answer> of(String content) {
    String text = withoutOpener(content);
    Matcher thinking = THINKING_LINE.matcher(text);
    if (thinking.lookingAt() && labels(thinking)) {
      return thinkingFirst(text, thinking);
    }
    Matcher answer = ANSWER_LINE.matcher(text);
    if (answer.lookingAt() && labels(answer)) {
      return Optional.of(answerFirst(text, answer));
    }
    return Optional.empty();
  }

  private static Optional<Answer> thinkingFirst(String text, Matcher thinking) {
    CodeSpans code = new CodeSpans(text);
    String style = style(thinking);
    int start = -1;
    int end = -1;
    boolean sameStyle = false;
    Matcher answer = ANSWER_LINE.matcher(text);
    for (int from = thinking.end(); answer.find(from); from = Math.max(answer.end(), from + 1)) {
      boolean same = style(answer).equals(style);
      if (!code.holds(answer.start()) && labels(answer) && (same || !sameStyle)) {
        start = answer.start();
        end = answer.end();
        sameStyle |= same;
      }
      if (from >= text.length()) {
        break;
      }
    }
    if (start < 0) {
      Matcher within = ANSWER_WITHIN.matcher(text).useAnchoringBounds(false);
      within.region(thinking.end(), text.length());
      if (first(within, at -> !code.holds(at))) {
        start = within.start();
        end = within.end();
      }
    }
    if (start < 0
        && !style.equals("bracket")
        && LabelledTerms.follow(
            text, thinking.end(), style.equals("bold"), thinking.group("head"))) {
      return Optional.empty(); // one of the things that the answer names
    }
    if (start < 0) {
      return Optional.of(new Answer("", text.substring(thinking.end()).strip()));
    }
    String cot = text.substring(thinking.end(), start).strip();
    return Optional.of(new Answer(text.substring(end).strip(), cot.isEmpty() ? null : cot));
  }

  private static Answer answerFirst(String text, Matcher answer) {
    CodeSpans code = new CodeSpans(text);
    Matcher thinking = THINKING_LINE.matcher(text).useAnchoringBounds(false);
    thinking.region(answer.end(), text.length());
    String style = style(answer);
    if (first(
        thinking, at -> !code.holds(at) && labels(thinking) && style(thinking).equals(style))) {
      String cot = text.substring(thinking.end()).strip();
      String before = text.substring(answer.end(), thinking.start()).strip();
      return new Answer(before, cot.isEmpty() ? null : cot);
    }
    return new Answer(text.substring(answer.end()).strip(), null);
  }

  private static boolean first(Matcher matcher, IntPredicate fits) {
    while (matcher.find()) {
      if (fits.test(matcher.start())) {
        return true;
      }
    }
    return false;
  }

  /** A word alone on its line is a label only when it is a heading or bold. */
  private static boolean labels(Matcher label) {
    return label.group("alone") == null || label.group("head") != null;
  }

  private static String style(Matcher label) {
    if (label.group("bracket") != null) {
      return "bracket";
    }
    if (label.group("head") != null) {
      return "heading";
    }
    return label.group("bold") != null ? "bold" : "plain";
  }

  private static String withoutOpener(String content) {
    String text = content.strip();
    Matcher opener = OPENER.matcher(text);
    if (opener.lookingAt()) {
      String rest = text.substring(opener.end());
      Matcher thinking = THINKING_LINE.matcher(rest);
      return thinking.lookingAt() && labels(thinking) ? rest : text;
    }
    return text;
  }
}
