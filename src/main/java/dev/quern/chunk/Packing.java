package dev.quern.chunk;

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
record Packing(Measure measure, int size, int overlap, List<Level> levels, int leastFill) {

  private static final int QUARTER = 4;
  private static final int ANY = Integer.MAX_VALUE;

  static Packing auto(Measure measure, int size, int overlap) {
    return new Packing(
        measure,
        size,
        overlap,
        List.of(Level.PARAGRAPH, Level.SENTENCE, Level.LINE, Level.WORD),
        QUARTER);
  }

  static Packing recursive(int size, int overlap) {
    return new Packing(
        new CodePoints(),
        size,
        overlap,
        List.of(Level.PARAGRAPH, Level.LINE, Level.SENTENCE, Level.WORD),
        ANY);
  }

  /** The best place to cut after {@code fresh}, at most {@code limit}, or -1. */
  int bestCut(Window w, int from, int fresh, int limit, Joints joints) {
    for (Level level : levels) {
      int least = level == Level.WORD ? fresh : Math.max(fresh, from + (limit - from) / leastFill);
      int cut = joints.last(w, level, from, least, limit);
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
    int lowest = Math.max(1, measure.before(w, end, overlap));
    int start = firstStart(w, Level.SENTENCE, lowest, end);
    if (start == end) {
      start = firstStart(w, Level.WORD, lowest, end);
    }
    return start == end ? firstGrapheme(w, lowest, end) : start;
  }

  private int firstStart(Window w, Level level, int lowest, int end) {
    for (int i = Math.max(1, lowest - 2); i < end; i++) {
      if (level.at(w, 0, i) && Graphemes.isBoundary(w, 0, i)) {
        int start = Blanks.skip(w, i, end);
        if (start >= lowest && start < end && measure.fits(w, start, end, overlap)) {
          return start;
        }
      }
    }
    return end;
  }

  private int firstGrapheme(Window w, int lowest, int end) {
    for (int i = lowest; i < end; i++) {
      if (Graphemes.isBoundary(w, 0, i) && Blanks.lengthAt(w, i) == 0) {
        return measure.fits(w, i, end, overlap) ? i : end;
      }
    }
    return end;
  }
}
