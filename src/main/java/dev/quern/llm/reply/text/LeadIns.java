package dev.quern.llm.reply.text;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What models say before they come to the point: "The answer is:", "Based on the text," and their
 * kin in Chinese and Turkish. Only phrases that end in a colon, or that name the source and end in
 * a comma; "The answer is stable." says something.
 */
public final class LeadIns {

  private static final String SPACE = "[ \\t]*+\\R{0,2}[ \\t]*+";

  private static final List<Pattern> PHRASES =
      List.of(
          phrase(
              "(?:the |my |final |correct |so,? |thus,? |therefore,? ){0,3}(?:answer|response)"
                  + "(?: to (?:the |this |your |that )?(?:given |above )?question)?"
                  + "(?: is(?: as follows)?| would be)?(?:\\*\\*)? ?[:：](?:\\*\\*)?"),
          phrase(
              "(?:sure|certainly|of course|okay|ok)[,!.] (?:here(?:'s|’s| is) )?(?:the |an |your )?"
                  + "answer(?: to (?:the |this |your )?question)? ?[:：]"),
          phrase(
              "here(?:'s|’s| is) (?:the |an |my |your )?answer(?: to (?:the |your )?question)? ?[:：]"),
          phrase(
              "(?:based (?:up)?on|according to|as (?:stated|mentioned|described|given|noted|per) (?:in )?"
                  + "|from|per|in) (?:the |this )?(?:given |provided |source |above |following |input ){0,6}"
                  + "(?:text|passage|source|document|context|information|article|excerpt|content)"
                  + "(?: (?:provided|above|given|itself))?,"),
          phrase(
              "(?:根据|依据|按照|基于|从)(?:以上|上述|上面|所给|所提供|提供|给定|给出|该|本|这段|这篇|此|的)*+"
                  + "(?:文本|文章|原文|资料|材料|内容|信息|文档|上下文|段落|来源|文中)"
                  + "(?:的?(?:内容|信息|描述|叙述|所述)|中?可知|来看)?[，,]"),
          phrase("(?:问题的|正确|最终)?(?:答案|回答)(?:如下|是|为)?[:：]"),
          phrase(
              "(?:verilen |yukarıdaki |sağlanan |bu |kaynak ){0,6}(?:metne|metindeki bilgilere|metinde yer alan"
                  + " bilgilere|kaynağa|belgeye|pasaja|içeriğe|bilgilere|makaleye) göre,"),
          phrase(
              "(?:bu |sorunun |doğru |nihai ){0,6}(?:cevap|cevabı|yanıt|yanıtı)(?: şudur| şöyledir| aşağıdadır)?"
                  + " ?[:：]"));

  private static final int MAX_LEAD_INS = 3;

  private LeadIns() {}

  private static Pattern phrase(String words) {
    return Pattern.compile(
        "\\s*+(?:" + words + ")" + SPACE, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  /** The text without them; as it is where nothing would be left. */
  public static String stripped(String text) {
    String rest = text;
    for (int i = 0; i < MAX_LEAD_INS; i++) {
      String shorter = once(rest);
      if (shorter.isBlank() || shorter.length() == rest.length()) {
        break;
      }
      rest = shorter;
    }
    return rest;
  }

  private static String once(String text) {
    for (int i = 0; i < PHRASES.size(); i++) {
      Matcher phrase = PHRASES.get(i).matcher(text);
      if (phrase.lookingAt() && phrase.end() < text.length()) {
        String rest = text.substring(phrase.end());
        boolean comma =
            ",，".indexOf(phrase.group().strip().charAt(phrase.group().strip().length() - 1)) >= 0;
        return comma ? capitalized(rest, i >= 6) : rest;
      }
    }
    return text;
  }

  /** What followed a comma begins a sentence now. */
  private static String capitalized(String text, boolean turkish) {
    int first = text.offsetByCodePoints(0, 1);
    boolean word = first < text.length() && Character.isLowerCase(text.charAt(first));
    return word || first < text.length() && text.charAt(first) == ' '
        ? text.substring(0, first).toUpperCase(turkish ? Locale.forLanguageTag("tr") : Locale.ROOT)
            + text.substring(first)
        : text;
  }
}
