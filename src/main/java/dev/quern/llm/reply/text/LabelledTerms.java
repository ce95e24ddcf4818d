package dev.quern.llm.reply.text;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Terms that an answer names, the first of which is a word like "Reasoning" or "Thought": it labels
 * no section of the reply, because another term follows in the same style.
 */
public final class LabelledTerms {

  /** Words that go on with a reasoning, or end it. */
  private static final String TERM =
      "(?!(?:steps?|notes?|questions?|text|source|user|so|therefore|thus|hence|but|also|first"
          + "|conclusion|summary|results?|analysis|verification|not|adım|soru|metin|kaynak|kullanıcı"
          + "|yani|sonuç|özet|analiz)(?!\\p{L})|步骤|注意|问题|原文|文本|用户|因此|所以|首先|结论|总结|结果|分析)";

  private static final int ANY_CASE = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

  /** A word in bold with a colon, at the start of a line that goes on. */
  private static final Pattern BOLD =
      Pattern.compile("\\n[ \\t]{0,8}+\\*\\*[^*:：\\n]{1,60}+(?:\\*\\*[:：]|[:：]\\*\\*)[ \\t]*+\\S");

  /** In the next line: a reasoning in plain text has more lines than its first. */
  private static final Pattern PLAIN =
      Pattern.compile(
          "[ \\t]*+[^\\s][^\\n]*+\\n\\s*+"
              + TERM
              + "\\p{L}{1,20}+(?:[ -]\\p{L}{1,20}+){0,2}+ ?[:：][ \\t]*+[^\\s]",
          ANY_CASE);

  private static final Pattern HEADING =
      Pattern.compile("\\n(?<head>#{1,6}+)[ \\t]*+" + TERM + "[^\\s]", ANY_CASE);

  private LabelledTerms() {}

  /**
   * Whether another term follows.
   *
   * @param from where the text of the first one begins
   * @param head the marks of its heading; null where it is none
   */
  public static boolean follow(String text, int from, boolean bold, @Nullable String head) {
    if (head != null) {
      return HEADING
          .matcher(text.substring(from))
          .results()
          .anyMatch(found -> found.group(1).equals(head.strip()));
    }
    return bold
        ? BOLD.matcher(text).find(from)
        : PLAIN.matcher(text).region(from, text.length()).lookingAt();
  }
}
