package dev.quern.llm.reply.text;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.text.FilteredBreakIteratorBuilder;
import com.ibm.icu.util.ULocale;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is whole of a text that was cut off: up to its last sentence, item of a list or row of a
 * table. Code that is not closed goes, and so does what leads in to something that is missing.
 */
public final class WholeSentences {

  private static final String ENDS = ".!?。！？…؟";
  private static final String CLOSES = "\"'”’»)）」』】]*_`";
  private static final List<String> ABBREVIATIONS =
      List.of(
          "Dr.", "Mr.", "Mrs.", "Prof.", "Fig.", "No.", "approx.", "e.g.", "i.e.", "vs.", "St.",
          "Doç.", "Sn.", "vb.", "örn.", "bkz.", "yy.", "M.Ö.", "M.S.", "Cad.", "Sok.");
  private static final BreakIterator SENTENCES = sentences();

  private static final String MARKER = "(?:[-*+•>]|\\(?\\d{1,3}(?:\\.\\d{1,3})*+[.)、．]?)";
  private static final Pattern NEXT_ITEM =
      Pattern.compile("[ \\t]*+(?:\\R|\\||```|~~~|" + MARKER + "[ \\t])");
  private static final Pattern NUMBER_AT_END = Pattern.compile("\\d[.]$");

  /** A heading, a bare marker, a rule, or a line that ends in a colon. */
  private static final Pattern LEADS_IN =
      Pattern.compile(
          "\\s*+(?:#{1,6}(?:\\s.*)?|"
              + MARKER
              + "?\\s*+|(?:"
              + MARKER
              + "\\s)?\\s*+(?:\\*\\*|__)[^*_]{1,80}(?:\\*\\*|__)|[-=*_\\s|:]*+|.*[:：][*_]*)\\s*+");

  private WholeSentences() {}

  private static BreakIterator sentences() {
    FilteredBreakIteratorBuilder builder =
        FilteredBreakIteratorBuilder.getInstance(ULocale.ENGLISH);
    ABBREVIATIONS.forEach(builder::suppressBreakAfter);
    return builder.wrapIteratorWithFilter(BreakIterator.getSentenceInstance(ULocale.ENGLISH));
  }

  /** The whole part of the text; empty where no sentence is whole. */
  public static String of(String text) {
    String outside = withoutOpenCode(text.stripTrailing());
    BreakIterator breaks = (BreakIterator) SENTENCES.clone();
    breaks.setText(outside);
    int whole = 0;
    for (int from = 0, to = breaks.next();
        to != BreakIterator.DONE;
        from = to, to = breaks.next()) {
      if (isWhole(outside, from, to)) {
        whole = to;
      }
    }
    return withoutLeadIn(outside.substring(0, whole));
  }

  /** What stands in front of the last fence, where that was not closed. */
  private static String withoutOpenCode(String text) {
    int open = -1;
    for (int from = 0; from < text.length(); ) {
      int newline = text.indexOf('\n', from);
      int end = newline < 0 ? text.length() : newline;
      String line = text.substring(from, end).strip();
      if (line.startsWith("```") || line.startsWith("~~~")) {
        open = open < 0 ? from : -1;
      }
      from = end + 1;
    }
    return open < 0 ? text : text.substring(0, open);
  }

  private static boolean isWhole(String text, int from, int to) {
    String unit = text.substring(from, to);
    String said = unit.strip();
    int end = said.length();
    while (end > 0 && CLOSES.indexOf(said.charAt(end - 1)) >= 0) {
      end--;
    }
    boolean last = to == text.length();
    if (end > 0 && ENDS.indexOf(said.charAt(end - 1)) >= 0) {
      return !last || !NUMBER_AT_END.matcher(said).find();
    }
    return !last && unit.endsWith("\n") && NEXT_ITEM.matcher(text.substring(to)).lookingAt();
  }

  private static String withoutLeadIn(String text) {
    String rest = text.stripTrailing();
    while (!rest.isEmpty()) {
      int line = rest.lastIndexOf('\n') + 1;
      if (!LEADS_IN.matcher(rest.substring(line)).matches()) {
        break;
      }
      rest = rest.substring(0, line).stripTrailing();
    }
    return rest.strip();
  }
}
