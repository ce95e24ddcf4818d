package dev.quern.chunk.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacter.GraphemeClusterBreak;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;

/**
 * Extended grapheme clusters (UAX 29). Most places are decided by the two code points beside them;
 * where more context matters (flags, joined emoji, Indic conjuncts) ICU decides.
 */
public final class Graphemes {

  /**
   * A cluster longer than this, in code points, is no text; it is cut so that memory is bounded.
   */
  public static final int MAX_LENGTH = 10_000;

  /** So many characters before a place are looked at: more than 200 flags or joined faces. */
  private static final int MAX_CONTEXT = 1_000;

  private static final ThreadLocal<BreakIterator> ICU =
      ThreadLocal.withInitial(() -> BreakIterator.getCharacterInstance(ULocale.ROOT));

  private enum Verdict {
    YES,
    NO,
    ASK
  }

  private Graphemes() {}

  /** Whether a cluster ends at {@code index}, given that one ends at {@code from}. */
  public static boolean isBoundary(Window w, int from, int index) {
    if (index <= from || index >= w.length()) {
      return true;
    }
    Verdict verdict = pair(w, index);
    return verdict == Verdict.ASK ? ask(w, from, index) : verdict == Verdict.YES;
  }

  /** The last boundary after {@code from} and at most {@code limit}, or {@code from}. */
  public static int last(Window w, int from, int limit) {
    int index = limit;
    while (index > from && !isBoundary(w, from, index)) {
      index--;
    }
    return Math.max(index, from);
  }

  /** The first boundary after boundary {@code from}, reading on as far as it takes. */
  public static int next(Window w, int from) {
    int index = from;
    int codePoints = 0;
    do {
      w.ensure(index + Window.LOOKAHEAD);
      if (index >= w.length()) {
        return w.length();
      }
      index += Character.charCount(w.codePointAt(index));
      codePoints++;
    } while (codePoints < MAX_LENGTH && !isBoundary(w, from, index));
    return index;
  }

  private static Verdict pair(Window w, int index) {
    char before = w.charAt(index - 1);
    char after = w.charAt(index);
    if (before < 0x300 && after < 0x300) {
      return before == '\r' && after == '\n' ? Verdict.NO : Verdict.YES;
    }
    if (Whitespace.isHan(before) && Whitespace.isHan(after)) {
      return Verdict.YES;
    }
    if (Character.isHighSurrogate(before) && Character.isLowSurrogate(after)) {
      return Verdict.NO;
    }
    int left =
        UCharacter.getIntPropertyValue(w.codePointBefore(index), UProperty.GRAPHEME_CLUSTER_BREAK);
    int right =
        UCharacter.getIntPropertyValue(w.codePointAt(index), UProperty.GRAPHEME_CLUSTER_BREAK);
    return classes(left, right, after < 0x80);
  }

  private static Verdict classes(int left, int right, boolean plainRight) {
    if (isControl(left) || isControl(right)) {
      return Verdict.YES;
    }
    return switch (right) {
      case GraphemeClusterBreak.EXTEND,
          GraphemeClusterBreak.ZWJ,
          GraphemeClusterBreak.SPACING_MARK ->
          Verdict.NO;
      case GraphemeClusterBreak.OTHER ->
          switch (left) {
            case GraphemeClusterBreak.PREPEND -> Verdict.NO;
            case GraphemeClusterBreak.EXTEND, GraphemeClusterBreak.ZWJ ->
                plainRight ? Verdict.YES : Verdict.ASK;
            default -> Verdict.YES;
          };
      default -> left == GraphemeClusterBreak.OTHER ? Verdict.YES : Verdict.ASK;
    };
  }

  private static boolean isControl(int value) {
    return value == GraphemeClusterBreak.CONTROL
        || value == GraphemeClusterBreak.CR
        || value == GraphemeClusterBreak.LF;
  }

  private static boolean ask(Window w, int from, int index) {
    int anchor = index - 1;
    int first = Math.max(from, index - MAX_CONTEXT);
    while (anchor > first && pair(w, anchor) != Verdict.YES) {
      anchor--;
    }
    int after = index + Character.charCount(w.codePointAt(index));
    BreakIterator icu = ICU.get();
    icu.setText(w.slice(anchor, after));
    boolean boundary = icu.isBoundary(index - anchor);
    icu.setText("");
    return boundary;
  }
}
