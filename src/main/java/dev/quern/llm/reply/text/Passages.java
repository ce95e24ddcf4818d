package dev.quern.llm.reply.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The passages in a section of evidence: a line each, quoted with {@code >}, as a list, in quotes,
 * or several in quotes on one line.
 */
public final class Passages {

  private static final Pattern MARK =
      Pattern.compile("^[ \\t]*+(?:(?:>|[-*•·]|\\d{1,3}[.)、]|\\[\\d{1,3}])[ \\t]*+){1,6}+");

  /** What stands between two passages of one line. */
  private static final Pattern BETWEEN = Pattern.compile("[\\s,;.，；、。]++|\\band\\b|\\bve\\b|和");

  private static final Pattern IN_QUOTES =
      Pattern.compile(
          "\"([^\"]{1,4000}+)\"|“([^“”]{1,4000}+)”|「([^「」]{1,4000}+)」|『([^『』]{1,4000}+)』"
              + "|«([^«»]{1,4000}+)»|„([^„“”]{1,4000}+)[“”]");

  /** Said in place of a passage. */
  private static final Pattern NONE =
      Pattern.compile("(?:none|n/a|无|没有|yok)[.。]?", Pattern.CASE_INSENSITIVE);

  private static final Pattern FENCE = Pattern.compile("[`*_~-]{3,}+\\w*+");

  private Passages() {}

  /** Where the lines end that are marked as quotes, from the first on. */
  public static int end(String text) {
    int end = 0;
    boolean any = false;
    for (int from = 0; from < text.length(); ) {
      int lineEnd = text.indexOf('\n', from);
      lineEnd = lineEnd < 0 ? text.length() : lineEnd + 1;
      String line = text.substring(from, lineEnd);
      boolean quote = isMarked(line);
      if (!quote && !line.isBlank()) {
        return any ? end : lineEnd;
      }
      any |= quote;
      end = lineEnd;
      from = lineEnd;
    }
    return end;
  }

  private static boolean isMarked(String line) {
    return MARK.matcher(line).find() || !inQuotes(line.strip()).isEmpty();
  }

  /** The passages of a section, a line each, each once. */
  public static List<String> in(String section) {
    Set<String> quotes = new LinkedHashSet<>();
    for (String line : quoted(TrailingMarkup.stripped(section).lines().toList())) {
      String text = MARK.matcher(line).replaceFirst("").strip();
      List<String> several = inQuotes(text);
      for (String quote : several.isEmpty() ? List.of(text) : several) {
        add(quote, quotes);
      }
    }
    return List.copyOf(quotes);
  }

  /**
   * The lines that are passages: all, where none is marked as a quote; else the marked ones up to
   * the first paragraph without a mark, which is what the model says to the user at its end.
   */
  private static List<String> quoted(List<String> lines) {
    List<String> marked = new ArrayList<>();
    boolean blank = false;
    for (String line : lines) {
      if (isMarked(line)) {
        marked.add(line);
      } else if (blank && !line.isBlank() && !marked.isEmpty()) {
        return marked;
      }
      blank = line.isBlank();
    }
    return marked.isEmpty() ? lines : marked;
  }

  /** The passages of a line that is nothing but passages in quotes; empty for any other. */
  private static List<String> inQuotes(String line) {
    List<String> quotes = new ArrayList<>();
    Matcher matcher = IN_QUOTES.matcher(line);
    StringBuilder rest = new StringBuilder();
    int from = 0;
    while (matcher.find()) {
      rest.append(line, from, matcher.start());
      from = matcher.end();
      for (int group = 1; group <= matcher.groupCount(); group++) {
        if (matcher.group(group) != null) {
          quotes.add(matcher.group(group));
        }
      }
    }
    rest.append(line.substring(from));
    return BETWEEN.matcher(rest).replaceAll("").isEmpty() ? quotes : List.of();
  }

  /** Adds a passage, unless it is none: blank, "none", a fence or a line of marks. */
  public static void add(String quote, Set<String> quotes) {
    String bare = bare(quote);
    if (!bare.isEmpty() && !NONE.matcher(bare).matches() && !FENCE.matcher(bare).matches()) {
      quotes.add(bare);
    }
  }

  private static String bare(String quote) {
    String text = quote.strip();
    Matcher whole = IN_QUOTES.matcher(text);
    if (whole.matches()) {
      text = text.substring(1, text.length() - 1).strip();
    }
    return text;
  }
}
