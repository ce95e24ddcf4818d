package dev.quern.chunk;

import dev.quern.chunk.text.CodePoints;
import dev.quern.chunk.text.CutLevel;
import dev.quern.chunk.text.Graphemes;
import dev.quern.chunk.text.Measure;
import dev.quern.chunk.text.Whitespace;
import dev.quern.chunk.text.Window;
import java.util.List;

/**
 * How chunks are filled.
 *
 * @param measure what sizes are counted in
 * @param size the most a chunk holds
 * @param overlap the most it repeats of the one before
 * @param levels where to cut, the best first
 * @param leastFill the part of a chunk (1/n) that a cut at a better level than a word must fill
 */
record PackingRules(Measure measure, int size, int overlap, List<CutLevel> levels, int leastFill) {

  private static final int QUARTER = 4;
  private static final int ANY = Integer.MAX_VALUE;

  static PackingRules auto(Measure measure, int size, int overlap) {
    return new PackingRules(
        measure,
        size,
        overlap,
        List.of(CutLevel.PARAGRAPH, CutLevel.SENTENCE, CutLevel.LINE, CutLevel.WORD),
        QUARTER);
  }

  static PackingRules recursive(int size, int overlap) {
    return new PackingRules(
        new CodePoints(),
        size,
        overlap,
        List.of(CutLevel.PARAGRAPH, CutLevel.LINE, CutLevel.SENTENCE, CutLevel.WORD),
        ANY);
  }

  /** The best place to cut after {@code fresh}, at most {@code limit}, or -1. */
  int bestCut(Window w, int from, int fresh, int limit, Joints joints) {
    for (CutLevel level : levels) {
      int min = level == CutLevel.WORD ? fresh : Math.max(fresh, from + (limit - from) / leastFill);
      int cut = joints.last(w, level, from, min, limit);
      if (cut > 0) {
        return cut;
      }
    }
    return -1;
  }

  /** Where the overlap starts that ends at {@code end}, or {@code end} when there is none. */
  int overlapStart(Window w, int end) {
    if (overlap == 0) {
      return end;
    }
    int lowest = Math.max(1, measure.overlapStart(w, end, overlap));
    int start = firstStart(w, CutLevel.SENTENCE, lowest, end);
    if (start == end) {
      start = firstStart(w, CutLevel.WORD, lowest, end);
    }
    return start == end ? firstGrapheme(w, lowest, end) : start;
  }

  private int firstStart(Window w, CutLevel level, int lowest, int end) {
    for (int i = Math.max(1, lowest - 2); i < end; i++) {
      if (level.at(w, 0, i) && Graphemes.isBoundary(w, 0, i)) {
        int start = Whitespace.skip(w, i, end);
        if (start >= lowest && start < end && measure.fits(w, start, end, overlap)) {
          return start;
        }
      }
    }
    return end;
  }

  private int firstGrapheme(Window w, int lowest, int end) {
    for (int i = lowest; i < end; i++) {
      if (Graphemes.isBoundary(w, 0, i) && Whitespace.lengthAt(w, i) == 0) {
        return measure.fits(w, i, end, overlap) ? i : end;
      }
    }
    return end;
  }
}
