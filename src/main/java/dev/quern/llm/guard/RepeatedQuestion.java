package dev.quern.llm.guard;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The question that a model says again in front of its answer: behind a label ("Question:", 问题：,
 * "Soru:"), in the prompt's own tag, or alone in the first line.
 */
public final class RepeatedQuestion {

  private static final String WORDS = "(?:the )?question|q|human|user|问题|提问|问|用户|soru|s|kullanıcı";

  private static final Pattern LABEL =
      Pattern.compile(
          ("\\s*+(?:<question>|(?:#{1,6}+[ \\t]*+)?+(?:\\*\\*|__)?+(?:WORDS)(?:\\*\\*|__)?+"
                  + "(?: ?[:：](?:\\*\\*|__)?+|[ \\t]*+$)|[【\\[](?:WORDS)[】\\]] ?[:：]?+)")
              .replace("WORDS", WORDS),
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.MULTILINE);

  private static final Pattern LINE_END = Pattern.compile("(?<![:：\\s])[ \\t]*+(?=\\n)");

  /** Behind a label, the answer may follow in the same line. */
  private static final Pattern SENTENCE_END =
      Pattern.compile("(?<=[?？.。!！])(?=[ \\t])|(?=\\n|</question>)", Pattern.CASE_INSENSITIVE);

  /** What stands between the question and the answer: the end of its tag, or "A:" for "Q:". */
  private static final Pattern NEXT =
      Pattern.compile(
          "\\s*+(?:</question>)?+\\s*+(?:(?:\\*\\*|__)?+(?:[AC]|assistant|ai|助手|asistan)(?:\\*\\*|__)?+ ?[:：](?:\\*\\*|__)?+)?+",
          Pattern.CASE_INSENSITIVE);

  private RepeatedQuestion() {}

  /** The text without it; as it is where nothing else is said. */
  public static String without(String text, String question) {
    Matcher label = LABEL.matcher(text);
    boolean labelled = label.lookingAt();
    int start = labelled ? label.end() : 0;
    int end = end(text, start, question, labelled ? SENTENCE_END : LINE_END);
    if (end < 0) {
      return text;
    }
    Matcher next = NEXT.matcher(text).region(end, text.length());
    String rest = text.substring(labelled && next.lookingAt() ? next.end() : end).strip();
    return rest.isEmpty() ? text : rest;
  }

  /** Where the question ends that begins there; -1 where another text does. */
  private static int end(String text, int start, String question, Pattern ends) {
    int far = Math.min(text.length(), start + 2 * question.length() + 40);
    Matcher end = ends.matcher(text).region(start, far).useTransparentBounds(true);
    while (end.find()) {
      if (SameText.is(question, text.substring(start, end.start()))) {
        return end.end();
      }
    }
    return -1;
  }
}
