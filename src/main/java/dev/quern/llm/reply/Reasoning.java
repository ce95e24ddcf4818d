package dev.quern.llm.reply;

import dev.quern.llm.reply.text.CodeSpans;
import dev.quern.llm.reply.text.InvisibleCharacters;
import dev.quern.llm.reply.text.TemplateTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reply's text parted into content and tagged reasoning. Knows {@code <think>}, {@code
 * <thinking>} and their kin in any case, several of them, one that is never closed, and a closing
 * tag alone (chat templates of DeepSeek write the opening one themselves: DeepSeek-R1 issue 506). A
 * tag inside code, or spoken of in the middle of a sentence, is content.
 */
public record Reasoning(String content, String reasoning, boolean unclosed) {

  private static final Pattern TAG =
      Pattern.compile(
          "<(/?)(?:seed:)?(?:think|thinking|thought|reasoning)(?:\\s[^<>]{0,80}+)?+>"
              + "|\\[(/?)think]|◁(/?)think▷",
          Pattern.CASE_INSENSITIVE);
  private static final String ENDS_SENTENCE = ".!?:。！？：…>)*\"”";

  public static Reasoning of(String reply) {
    String text = TemplateTokens.removed(InvisibleCharacters.withoutInvisible(reply));
    Matcher tag = TAG.matcher(text);
    if (!tag.find()) {
      return new Reasoning(text.strip(), "", false);
    }
    CodeSpans code = new CodeSpans(text);
    StringBuilder content = new StringBuilder();
    List<String> reasoning = new ArrayList<>();
    boolean inside = false;
    int from = 0;
    do {
      boolean closing = "/".equals(slash(tag));
      if (inside) {
        if (closing && !quoted(text, tag)) {
          reasoning.add(text.substring(from, tag.start()));
          inside = false;
          from = tag.end();
        }
      } else if (!code.holds(tag.start()) && (closing ? closes(text, tag) : opens(text, tag))) {
        content.append(text, from, tag.start());
        if (closing) {
          reasoning.add(content.toString());
          content.setLength(0);
        } else {
          content.append(lineStart(text, tag.start()) ? "\n\n" : " ");
          inside = true;
        }
        from = tag.end();
      }
    } while (tag.find());
    if (inside) {
      reasoning.add(text.substring(from));
    } else {
      content.append(text, from, text.length());
    }
    return new Reasoning(content.toString().strip(), joined(reasoning), inside);
  }

  private static String slash(Matcher tag) {
    for (int group = 1; group <= 3; group++) {
      if (tag.group(group) != null) {
        return tag.group(group);
      }
    }
    return "";
  }

  private static boolean opens(String text, Matcher tag) {
    int before = lastBefore(text, tag.start());
    return lineStart(text, tag.start()) || ENDS_SENTENCE.indexOf(text.charAt(before)) >= 0;
  }

  private static boolean closes(String text, Matcher tag) {
    if (lineStart(text, tag.start()) || lineEnd(text, tag.end())) {
      return !quoted(text, tag);
    }
    int before = lastBefore(text, tag.start());
    boolean touches = before == tag.start() - 1 && Character.isLetterOrDigit(text.charAt(before));
    return touches || ".!?。！？…".indexOf(text.charAt(before)) >= 0;
  }

  private static boolean quoted(String text, Matcher tag) {
    return tag.start() > 0
        && tag.end() < text.length()
        && "`'\"“「‘«".indexOf(text.charAt(tag.start() - 1)) >= 0
        && "`'\"”」’»".indexOf(text.charAt(tag.end())) >= 0;
  }

  private static boolean lineStart(String text, int position) {
    int before = lastBefore(text, position);
    return before < 0 || text.charAt(before) == '\n';
  }

  private static boolean lineEnd(String text, int position) {
    int i = position;
    while (i < text.length() && text.charAt(i) != '\n' && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return i == text.length() || text.charAt(i) == '\n';
  }

  private static int lastBefore(String text, int position) {
    int i = position - 1;
    while (i >= 0 && text.charAt(i) != '\n' && Character.isWhitespace(text.charAt(i))) {
      i--;
    }
    return i;
  }

  private static String joined(List<String> parts) {
    StringBuilder all = new StringBuilder();
    for (String part : parts) {
      String clean = TAG.matcher(part).replaceAll("").strip();
      if (!clean.isEmpty()) {
        all.append(all.isEmpty() ? "" : "\n\n").append(clean);
      }
    }
    return all.toString();
  }
}
