package dev.quern.llm.offline;

import com.ibm.icu.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The sentences of a Markdown text. Headings, tables, code fences, rules and HTML are no sentences;
 * a list item is one when it is long enough; a paragraph may run over several lines.
 */
final class MarkdownSentences {

  /** More characters than that are no sentence, but text without punctuation. */
  private static final int MAX_LENGTH = 2_000;

  private static final Pattern NOT_PROSE =
      Pattern.compile(
          "\\s{0,3}(?:#{1,6}(?:\\s.*)?|\\|.*|[-=*_:|\\s]{3,}|<[!/a-zA-Z].*|!\\[.*|\\[[^\\]]*]:.*)|.*\\|.*\\|.*");
  private static final Pattern MARK =
      Pattern.compile(
          "[\\s>]*+(?:[-*+•]\\s+|\\(?\\d{1,3}[.)]\\s+|\\d{1,3}、|（\\d{1,3}）)(?:\\[[ xX]]\\s+)?|\\s*+>[\\s>]*+");
  private static final Pattern LINK =
      Pattern.compile("!?\\[([^\\[\\]]{0,200})]\\([^()\\s]{0,300}\\)");
  private static final Pattern ASIDE =
      Pattern.compile("\\s?\\[\\^?[^\\[\\]]{1,20}]|\\s?\\([^()]{0,120}\\)|（[^（）]{0,120}）");
  private static final Pattern EMPHASIS =
      Pattern.compile("\\*{1,3}|`+|(?<![\\p{L}\\d])_{1,2}|_{1,2}(?![\\p{L}\\d])");
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern ORDINAL_END =
      Pattern.compile("(?:^|.*\\D)\\d{1,2}\\.\\s*", Pattern.DOTALL);

  private MarkdownSentences() {}

  static List<Sentence> of(String text, Language language) {
    List<Sentence> sentences = new ArrayList<>();
    BreakIterator breaks = language.breaks();
    int blockStart = -1;
    int blockEnd = -1;
    String fence = "";
    for (int from = 0; from < text.length(); ) {
      int newline = text.indexOf('\n', from);
      int end = newline < 0 ? text.length() : newline;
      String line = text.substring(from, end);
      String bare = line.strip();
      boolean fenceLine = bare.startsWith("```") || bare.startsWith("~~~");
      boolean prose =
          fence.isEmpty() && !fenceLine && !bare.isEmpty() && !NOT_PROSE.matcher(line).matches();
      var mark = MARK.matcher(line);
      boolean item = prose && mark.lookingAt() && mark.end() < line.length();
      if ((!prose || item) && blockStart >= 0) {
        block(text, blockStart, blockEnd, breaks, language, sentences);
        blockStart = -1;
      }
      if (fenceLine) {
        fence = fence.isEmpty() ? bare.substring(0, 3) : bare.startsWith(fence) ? "" : fence;
      }
      if (prose) {
        blockStart = blockStart >= 0 ? blockStart : from + (item ? mark.end() : 0);
        blockEnd = end;
      }
      from = end + 1;
    }
    if (blockStart >= 0) {
      block(text, blockStart, blockEnd, breaks, language, sentences);
    }
    return sentences;
  }

  private static void block(
      String text,
      int start,
      int end,
      BreakIterator breaks,
      Language language,
      List<Sentence> into) {
    String block = text.substring(start, end);
    breaks.setText(block.replace('\n', ' '));
    int from = breaks.first();
    for (int to = breaks.next(); to != BreakIterator.DONE; to = breaks.next()) {
      boolean ordinal =
          language == Language.TURKISH
              && to < block.length()
              && ORDINAL_END.matcher(block.substring(Math.max(from, to - 8), to)).matches();
      if (!ordinal) {
        String part = block.substring(from, to);
        int first = from + part.length() - part.stripLeading().length();
        int last = from + part.stripTrailing().length();
        String plain = first < last ? plain(block.substring(first, last)) : "";
        if (usable(plain, language)) {
          into.add(new Sentence(start + first, start + last, plain));
        }
        from = to;
      }
    }
  }

  private static String plain(String raw) {
    String text = raw.indexOf('[') >= 0 ? LINK.matcher(raw).replaceAll("$1") : raw;
    text = ASIDE.matcher(text).replaceAll("");
    text = EMPHASIS.matcher(text).replaceAll("");
    return SPACE.matcher(text).replaceAll(" ").strip();
  }

  /** Long enough to say something, mostly letters, and not a question itself. */
  private static boolean usable(String plain, Language language) {
    if (plain.length() > MAX_LENGTH
        || plain.endsWith("?")
        || plain.endsWith("？")
        || plain.endsWith(":")
        || plain.endsWith("：")) {
      return false;
    }
    int letters = 0;
    int digits = 0;
    int words = 1;
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      letters += Character.isLetter(c) ? 1 : 0;
      digits += Character.isDigit(c) ? 1 : 0;
      words += c == ' ' ? 1 : 0;
    }
    boolean enough =
        switch (language) {
          case CHINESE -> letters + digits >= 6;
          case ENGLISH -> words >= 4 && letters >= 12;
          case TURKISH -> words >= 3 && letters >= 10;
        };
    return enough && 2 * letters >= plain.length();
  }
}
