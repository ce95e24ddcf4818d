package dev.quern.llm.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a prompt tells the model to say word for word, such as the sentence for a source without an
 * answer: in quotation marks, or behind "answer exactly:" and its kin up to the end of the
 * sentence. A question in quotation marks is an example, as are lines of JSON and those that speak
 * of one.
 */
public final class DictatedText {

  private static final Pattern QUOTED =
      Pattern.compile(
          "\"([^\"\\n]{1,500}+)\"|“([^“”\\n]{1,500}+)”|„([^„“\\n]{1,500}+)“|«([^«»\\n]{1,500}+)»"
              + "|「([^「」\\n]{1,500}+)」|『([^『』\\n]{1,500}+)』|(?<![\\p{L}\\p{N}])'([^'\\n]{1,500}+)'");

  private static final Pattern SAID =
      Pattern.compile(
          "(?:\\b(?:exactly|say|write|state|only|just|(?:answer|reply|respond) with|yaz|söyle|aynen|yalnızca)"
              + "|[只就请](?:回答|回复|说|写|输出))[ \\t]?[:：][ \\t]*+([^\\n.!?。！？]{1,500}+)",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

  private static final Pattern EXAMPLES =
      Pattern.compile(
          "(?m)^(?:[ \\t]*[\\[{]|.*?(?:\\bexample|\\be\\.g\\.|\\blike\\b|例如|示例|例子|\\börne[kğ])).*$",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

  private DictatedText() {}

  /** The passages, in their order. */
  public static List<String> in(String prompt) {
    List<String> found = new ArrayList<>();
    String told = EXAMPLES.matcher(prompt).replaceAll("");
    for (Pattern pattern : List.of(QUOTED, SAID)) {
      Matcher passage = pattern.matcher(told);
      while (passage.find()) {
        for (int group = 1; group <= passage.groupCount(); group++) {
          String text = passage.group(group);
          if (text != null && !text.endsWith("?") && !text.endsWith("？")) {
            found.add(text);
          }
        }
      }
    }
    return found;
  }
}
