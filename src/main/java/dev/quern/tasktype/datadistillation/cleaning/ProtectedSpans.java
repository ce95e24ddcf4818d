package dev.quern.tasktype.datadistillation.cleaning;

import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a text that cleaning must not change: code in fences and spans, indentation and
 * indented code, tables, list markers, formulas, URLs, e-mail addresses, paths, and the single dot
 * that means a folder.
 */
final class ProtectedSpans {

  private static final Pattern WORDS =
      Pattern.compile(
          "[A-Za-z][A-Za-z0-9+.-]{0,20}://[^\\s<>\"?。，！？；：、（）「」『』]*\\?\\w[^\\s<>\"。，！？；：、（）「」『』]*"
              + "|(?:[A-Za-z][A-Za-z0-9+.-]{0,20}://|\\bwww\\.)"
              + "[^\\s<>\"。，！？；：、（）「」『』]*[^\\s<>\"!?.,;:')\\]。，！？；：、（）「」『』]" // URL
              + "|[\\w.+%-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,10}" // e-mail
              + "|(?<![\\w/])(?:~|\\.{1,2})?/[\\w.@%+,!~/-]*[\\w~/]" // path
              + "|\\b[A-Za-z]:\\\\[^\\s\"<>|?*]*" // path of Windows
              + "|\\$\\$[^$]{1,2000}\\$\\$|(?<![\\w$])\\$(?=\\S)[^$\\r\\n]{1,500}(?<=\\S)\\$(?![\\w$])"
              + "|\\\\\\([^\\r\\n]{1,500}?\\\\\\)|\\\\\\[[^\\[]{1,2000}?\\\\\\]" // formulas
              + "|<(pre|code|kbd|samp)\\b[^>]*>.{0,5000}?</\\1>"
              + "|\\b(?:cd|ls|find|du|tree|(?:git add|docker build|pip install(?: -e)?"
              + "|go (?:build|test|run|vet)))[ ]\\.(?=\\s|$)",
          Pattern.DOTALL);

  private final BitSet places = new BitSet();

  private ProtectedSpans() {}

  static ProtectedSpans in(String text) {
    ProtectedSpans kept = new ProtectedSpans();
    new ProtectedLines(text, kept.places).keep();
    InlineCode.keep(text, kept.places);
    if (kept.mayHoldWords(text)) {
      kept.add(text, WORDS);
    }
    return kept;
  }

  /** A quick check, because most texts match nothing of the long pattern, which is slow. */
  private boolean mayHoldWords(String text) {
    for (int at = 0; at < text.length(); at++) {
      if ("/\\@$<".indexOf(text.charAt(at)) >= 0) {
        return true;
      }
    }
    return text.contains("www.") || text.contains(" .");
  }

  private void add(String text, Pattern pattern) {
    Matcher matcher = pattern.matcher(text);
    int from = 0;
    while (matcher.find(from)) {
      boolean inside = places.get(matcher.start());
      if (!inside) {
        places.set(matcher.start(), matcher.end());
      }
      from = inside ? matcher.start() + 1 : matcher.end();
      if (from > text.length()) {
        return;
      }
    }
  }

  /** Whether the character at that index is protected. */
  boolean holds(int at) {
    return places.get(at);
  }
}
