package dev.quern.llm.reply.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a model goes on in the name of the user and answers itself: {@code User: … Assistant: …}
 * behind a blank line, or the same in tokens of a chat template. Only where both speak, behind
 * words that speak for nobody; a list, code, what a colon points at, and what a source that has the
 * same marks may be quoted with, are none.
 */
public final class ForeignTurn {

  private static final String ASKER = "Human|HUMAN|User|USER|用户|人类|提问者|Kullanıcı|KULLANICI|İnsan";
  private static final String REPLIER =
      "(?:AI )?Assistant|ASSISTANT|AI|Bot|Chatbot|GPT|ChatGPT|(?:AI ?)?助手|助理|回答者|Asistan|ASİSTAN"
          + "|Yapay [Zz]ek[aâ]";
  private static final String LABEL =
      "[ \\t]{0,3}+(?:#{1,6}+[ \\t]*+)?+(?:\\*\\*|__)?+(?:%s)(?:\\*\\*|__)?+[ \\t]?[:：]";

  private static final Pattern TRANSCRIPT =
      Pattern.compile(
          "\\n[ \\t]*+\\n(?<first>(?:"
              + LABEL.formatted("(?<asker>" + ASKER + ")")
              + "|(?<form>#{2,6}+ Instruction:)))");
  private static final Pattern REPLY =
      Pattern.compile("\\n" + LABEL.formatted("(?<replier>" + REPLIER + ")"));
  private static final Pattern FORM_REPLY = Pattern.compile("\\n#{2,6}+ (?<replier>Response):");

  private static final Pattern ANY =
      Pattern.compile("(?m)^" + LABEL.formatted(ASKER + "|" + REPLIER));
  private static final Pattern OWN =
      Pattern.compile("\\s*+" + LABEL.formatted(REPLIER) + "(?:\\*\\*|__)?+\\s*+");

  /** A turn that is opened, or an instruction that is closed, behind a whole sentence. */
  private static final Pattern TOKENS =
      Pattern.compile(
          "(?<=[.!?。！？…][\"'”’)*_]{0,3})(?:[ \\t]*+\\n\\s*+(?:<\\|im_start\\|>|<start_of_turn>"
              + "|<\\|start_header_id\\|>|<\\|user\\|>|\\[INST](?=[^\\[]++\\[/INST]))"
              + "|[ \\t]*+\\n?[ \\t]*+\\[/INST](?=\\s*+\\S))");

  private ForeignTurn() {}

  /**
   * The text in front of such a turn; all of it where there is none.
   *
   * @param source the text that the answer is about; blank where there is none
   */
  public static String left(String text, String source) {
    String said = beforeTokens(text, source);
    int turn = said.indexOf('\n') < 0 ? -1 : transcript(said, source);
    return turn < 0 ? said : OWN.matcher(said.substring(0, turn)).replaceFirst("").strip();
  }

  private static String beforeTokens(String text, String source) {
    Matcher token = TOKENS.matcher(text);
    boolean templates = text.indexOf('<') >= 0 || text.contains("INST]");
    if (!templates || !token.find() || new CodeSpans(text).holds(token.end() - 1)) {
      return text;
    }
    String said = text.substring(0, token.start());
    boolean spokenOf =
        source.contains(token.group().strip()) || said.contains("[INST]") || said.contains("<|");
    return spokenOf ? text : said.strip();
  }

  private static int transcript(String text, String source) {
    Matcher turn = TRANSCRIPT.matcher(text);
    CodeSpans code = new CodeSpans(text);
    boolean found = turn.find();
    while (found && code.holds(turn.start("first"))) {
      found = turn.find();
    }
    if (!found || isOpen(text.substring(0, turn.start()))) {
      return -1;
    }
    boolean form = turn.group("form") != null;
    Matcher reply = (form ? FORM_REPLY : REPLY).matcher(text);
    boolean answered = reply.find(turn.end());
    String asker = form ? "instruction" : turn.group("asker");
    return answered && !(speaksOf(source, asker) && speaksOf(source, reply.group("replier")))
        ? turn.start()
        : -1;
  }

  /** Whether nothing whole is said before, or what is said names a speaker or leads to one. */
  private static boolean isOpen(String before) {
    String said = OWN.matcher(before).replaceFirst("").strip();
    return said.isEmpty() || said.endsWith(":") || said.endsWith("：") || ANY.matcher(said).find();
  }

  private static boolean speaksOf(String source, String word) {
    return Pattern.compile(
            "(?<![A-Za-z])" + Pattern.quote(word), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
        .matcher(source)
        .find();
  }
}
