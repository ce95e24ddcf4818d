package dev.quern.llm.reply.text;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tags at the end of an answer that belong to the prompt and not to what is said: the closing tags
 * of its sections, a section that is opened again, with all that is in it, and the empty script
 * that some models go on with. A tag that the answer opened itself stays.
 */
public final class TrailingMarkup {

  private static final int TAIL = 400;

  private static final Pattern TAG =
      Pattern.compile(
          "\\s*+<(/?)(source|text|question|answer|dialogue|labels|format|document|context)>\\s*+\\z",
          Pattern.CASE_INSENSITIVE);

  /** Behind a sentence, a tag alone in its line begins what a model makes up as the next prompt. */
  private static final Pattern NEXT_PROMPT =
      Pattern.compile(
          "[.!?。！？…][\"'”’)*_]*+[ \\t]*+\\n\\s*+<(?:source|question|dialogue|labels|format)>[ \\t]*+\\n",
          Pattern.CASE_INSENSITIVE);

  /** Any closing tag in a line of its own, or right behind a sentence. */
  private static final Pattern CLOSING =
      Pattern.compile("(?:\\n\\s*+|(?<=[.!?。！？>])\\s*+)</([A-Za-z][\\w-]{0,40})>\\s*+\\z");

  private static final Pattern EMPTY_SCRIPT =
      Pattern.compile(
          "(?<![:：])\\n\\s*+<script(?![^<>]*\\ssrc)(?:\\s[^<>]{0,200}+)?+>\\s*+(?:</script>)?\\s*+\\z",
          Pattern.CASE_INSENSITIVE);

  private TrailingMarkup() {}

  /** The text without them; as it is where nothing would be left. */
  public static String stripped(String text) {
    String rest = withoutNextPrompt(text);
    while (true) {
      String shorter = once(rest);
      if (shorter.isBlank() || shorter.length() == rest.length()) {
        return rest;
      }
      rest = shorter;
    }
  }

  private static String withoutNextPrompt(String text) {
    CodeSpans code = new CodeSpans(text);
    Matcher next = NEXT_PROMPT.matcher(text);
    while (next.find()) {
      int tag = text.indexOf('<', next.start());
      if (!code.holds(tag)) {
        return text.substring(0, tag).stripTrailing();
      }
    }
    return text;
  }

  /** A tag that closes what was never opened. */
  private static String withoutDangling(String text, int tail, Matcher closing) {
    boolean dangling =
        closing.find()
            && !text.toLowerCase(Locale.ROOT)
                .contains("<" + closing.group(1).toLowerCase(Locale.ROOT));
    return dangling ? text.substring(0, tail + closing.start()) : text;
  }

  private static boolean opens(String text, String name) {
    return Pattern.compile("<" + name + "(?:\\s[^<>]*+)?>", Pattern.CASE_INSENSITIVE)
        .matcher(text)
        .find();
  }

  private static String once(String text) {
    int tail = Math.max(0, text.length() - TAIL);
    String end = text.substring(tail);
    Matcher script = EMPTY_SCRIPT.matcher(end);
    if (script.find()) {
      return text.substring(0, tail + script.start());
    }
    Matcher tag = TAG.matcher(end);
    if (!tag.find()) {
      return withoutDangling(text, tail, CLOSING.matcher(end));
    }
    String before = text.substring(0, tail + tag.start());
    boolean closes = !tag.group(1).isEmpty();
    boolean own = closes && opens(before, tag.group(2));
    boolean inCode = before.endsWith("`");
    return own || inCode ? text : before;
  }
}
