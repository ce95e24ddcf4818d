package dev.quern.chunk;

import dev.quern.chunk.text.CutLevel;
import dev.quern.chunk.text.Whitespace;
import dev.quern.chunk.text.Window;
import dev.quern.document.structure.Piece;
import org.jspecify.annotations.Nullable;

/**
 * The places where a chunk may end: not inside a block that fits into one, nor between a heading
 * and what stands below it.
 *
 * @param outline where the blocks are; null where every place is free
 * @param rank how strictly to take it
 * @param fresh where the text begins that is in no chunk yet
 * @param size the most that a chunk holds
 */
record Joints(@Nullable Outline outline, Rank rank, int fresh, int size) {

  static final Joints ANY = new Joints(null, Rank.NONE, 0, 0);

  /** What is kept together; if that leaves no place to end, the next rank is tried. */
  enum Rank {
    BLOCKS_AND_HEADINGS,
    HEADINGS,
    NONE
  }

  /** The last free place of a level after {@code after} and at most {@code limit}, or -1. */
  int last(Window w, CutLevel level, int from, int after, int limit) {
    int cut = level.last(w, from, after, limit);
    while (cut > 0 && !isFree(w, cut, from)) {
      cut = level.last(w, from, after, cut - 1);
    }
    return cut;
  }

  boolean isFree(Window w, int cut, int from) {
    if (outline == null || rank == Rank.NONE) {
      return true;
    }
    int end = Whitespace.trimEnd(w, from, cut);
    if (end <= fresh) {
      return true;
    }
    long place = w.units() + end;
    Piece before = outline.at(place - 1);
    if (before == null) {
      return true;
    }
    if (before.kind() == Piece.Kind.HEADING) {
      Piece below = outline.after(before);
      return place >= before.end() && below == null;
    }
    boolean inside = place < before.end() && before.isWhole();
    if (inside && before.length() > size) {
      return isLineEnd(w, end);
    }
    return !inside || rank != Rank.BLOCKS_AND_HEADINGS;
  }

  private static boolean isLineEnd(Window w, int index) {
    int at = index;
    while (at < w.length()
        && !Whitespace.isLineEnd(w.charAt(at))
        && Whitespace.isBlank(w.charAt(at))) {
      at++;
    }
    return at == w.length() || Whitespace.isLineEnd(w.charAt(at));
  }
}
