package dev.quern.llm.reply.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A question that a model wrote with its answer behind it: "What is it? It is a mill.", "What is
 * it? (Answer: a mill)". A second question or request, choices and a hint in brackets belong to the
 * question.
 */
public final class QuestionWithAnswer {

  private static final String MARK = "[?？؟\u037E]";

  /** At a label, or at a bracket that holds one; "A:" is none where "B:" comes behind it. */
  private static final Pattern LABEL =
      Pattern.compile(
          "(?<=[?？؟.。!！…][\"”’)）*_]{0,3})\\s*+[(（\\[【]?+(?:\\*\\*|__)?+(?:(?:(?:correct|expected|short|sample) )?"
              + "answer|ans|(?:参考|正确)?答案|答|回答|cevap|yanıt)[】\\]]?+(?:\\*\\*|__)?+ ?[:：]"
              + "|(?<="
              + MARK
              + ")\\s*+(?:\\*\\*)?+A(?:\\*\\*)?+ ?[:：](?!.*\\bB ?[:：])",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  /** The last question mark that ends a sentence before another one. */
  private static final Pattern END =
      Pattern.compile(
          "^.*(?:\\S[?؟\u037E](?:\\*\\*|__)?+(?=\\s)|？(?:\\*\\*|__)?+(?![\"”’」』)）】]))",
          Pattern.DOTALL);

  private static final Pattern BELONGS =
      Pattern.compile(
          "^(?:\\p{Ll}|[(（\\[【].*[)）\\]】][.。]?$|[(（]?(?:[Aa①]|[Ii]|1)[).．、:：]"
              + "|(?i:options|choices|hint|note|选项|提示|注意?|seçenekler|ipucu|not) ?[:：]"
              + "|(?i:if (?:so|not|yes|no)|true or false|yes or no|your|you (?:may|must|should|can))\\b)",
          Pattern.UNICODE_CASE);

  private QuestionWithAnswer() {}

  /** The question of a text, cleaned: all of it where no answer is behind it. */
  public static String question(String raw) {
    String cleaned = QuestionCleaner.clean(raw);
    String question = withoutAnswer(cleaned);
    return question.length() == cleaned.length() ? cleaned : QuestionCleaner.clean(question);
  }

  private static String withoutAnswer(String text) {
    if (text.indexOf(':') >= 0 || text.indexOf('：') >= 0) { // each label has one
      Matcher label = LABEL.matcher(text);
      if (label.find() && QuestionCleaner.asks(text.substring(0, label.start()))) {
        return text.substring(0, label.start());
      }
    }
    if (QuestionCleaner.endsAsking(text)) {
      return text;
    }
    Matcher end = END.matcher(text);
    if (!end.find() || isOpen(end.group())) {
      return text;
    }
    String rest = text.substring(end.end()).strip();
    return BELONGS.matcher(rest).find() || QuestionCleaner.requests(rest) ? text : end.group();
  }

  /** Whether the end is within quotes, brackets or code. */
  private static boolean isOpen(String text) {
    return count(text, '(') + count(text, '（') > count(text, ')') + count(text, '）')
        || count(text, '“') + count(text, '「') + count(text, '『')
            > count(text, '”') + count(text, '」') + count(text, '』')
        || count(text, '"') % 2 + count(text, '`') % 2 > 0;
  }

  private static long count(String text, char c) {
    return text.chars().filter(each -> each == c).count();
  }
}
