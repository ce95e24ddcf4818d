package dev.quern.llm.reply.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tokens of chat templates that a server should have kept to itself: the end of a turn in its many
 * spellings, and the channels of gpt-oss (OpenAI's "harmony" format), whose analysis is reasoning.
 * Only where they stand as a model writes them, not where a text speaks of them.
 */
public final class TemplateTokens {

  private static final Pattern END =
      Pattern.compile(
          "(?:\\s*+(?:<\\|(?:im_end|eot_id|end|endoftext|end_of_text|return|assistant)\\|>"
              + "|<end_of_turn>|</s>|\\[/INST]|<｜end▁of▁sentence｜>))++\\s*+\\z");

  /** The end of a turn and the start of another: a model ran past its end, and speaks to itself. */
  private static final Pattern NEXT_TURN =
      Pattern.compile(
          "<\\|im_end\\|>\\s*+<\\|im_start\\|>|<\\|eot_id\\|>\\s*+<\\|start_header_id\\|>"
              + "|<end_of_turn>\\s*+<start_of_turn>|</s>\\s*+(?:<s>\\s*+)?\\[INST]"
              + "|(?:<\\|end\\|>|</s>)\\s*+<\\|(?:user|assistant)\\|>|\\[/INST]\\s*+\\[INST]"
              + "|<｜end▁of▁sentence｜>\\s*+<｜User｜>");

  /** A text that opens a turn itself shows what a template looks like. */
  private static final Pattern OWN_TURN =
      Pattern.compile(
          "<\\|im_start\\|>|<\\|start_header_id\\|>|<start_of_turn>|\\[INST]|<\\|user\\|>");

  private static final String STRUCK_END = "</s>";

  private static final Pattern STRUCK = Pattern.compile("<s(?:\\s[^<>]*+)?>(?!.*</s>)");

  private static final Pattern START =
      Pattern.compile(
          "\\A\\s*+(?:<\\|im_start\\|>assistant\\s*+|<start_of_turn>model\\s*+"
              + "|<\\|start_header_id\\|>assistant<\\|end_header_id\\|>\\s*+"
              + "|<\\|assistant\\|>\\s*+|<\\|begin_of_box\\|>)");

  private static final Pattern THOUGHTS =
      Pattern.compile(
          "(?:<\\|start\\|>assistant)?<\\|channel\\|>(?:analysis|commentary)(?:<\\|constrain\\|>)?+[^<]{0,80}+<\\|message\\|>");
  private static final Pattern THOUGHTS_END =
      Pattern.compile(
          "(?:<\\|end\\|>\\s*+)?(?:<\\|start\\|>assistant)?<\\|channel\\|>final\\s?(?:<\\|constrain\\|>)?+[^<]{0,80}+<\\|message\\|>");

  private TemplateTokens() {}

  public static String removed(String text) {
    if (text.indexOf("<|") < 0 && text.indexOf('<') < 0 && text.indexOf("[/INST]") < 0) {
      return text;
    }
    String whole = withoutNextTurn(START.matcher(text).replaceFirst(""));
    int tail = Math.max(0, whole.length() - 500);
    // Only the end can have an end: a long text is not searched for it.
    Matcher end = END.matcher(whole.substring(tail));
    if (end.find()) {
      String said = whole.substring(0, tail + end.start());
      boolean struck = end.group().startsWith(STRUCK_END) && isStruck(said);
      whole = struck ? said + STRUCK_END : said;
    }
    return whole.contains("<|channel|>") ? withTags(whole) : whole;
  }

  private static String withoutNextTurn(String text) {
    Matcher next = NEXT_TURN.matcher(text);
    if (!next.find()) {
      return text;
    }
    String said = text.substring(0, next.start());
    boolean spokenOf =
        said.isBlank() || OWN_TURN.matcher(said).find() || new CodeSpans(text).holds(next.start());
    return spokenOf ? text : said;
  }

  /** Whether it ends in text struck through in HTML; at the very beginning that is a token too. */
  private static boolean isStruck(String text) {
    int line = Math.max(text.lastIndexOf('\n') + 1, text.length() - 500);
    return STRUCK.matcher(text.substring(Math.min(text.length(), Math.max(1, line)))).find();
  }

  private static String withTags(String text) {
    if (!THOUGHTS.matcher(text).lookingAt()) {
      return THOUGHTS_END.matcher(text).lookingAt()
          ? THOUGHTS_END.matcher(text).replaceFirst("")
          : text;
    }
    String opened = THOUGHTS.matcher(text).replaceAll("<think>\n").replace("<|end|>", "</think>\n");
    boolean closed = opened.contains("</think>");
    return THOUGHTS_END.matcher(opened).replaceFirst(closed ? "" : "</think>\n");
  }
}
