package dev.quern.chunk;

import dev.quern.chunk.text.Graphemes;
import dev.quern.chunk.text.Whitespace;
import dev.quern.chunk.text.Window;
import org.jspecify.annotations.Nullable;

/** Fills chunks up to their size, cutting at the best place there is, one part after the other. */
final class Packer extends ChunkIterator {

  private final PackingRules packing;
  private final @Nullable Delimiter delimiter;
  private final @Nullable Outline outline;

  /** Where the text begins that is in no chunk yet; the overlap lies before it, from 0. */
  private int fresh;

  private long limitStart = -1;
  private int limitUnits;

  Packer(
      Window window,
      PackingRules packing,
      @Nullable Delimiter delimiter,
      @Nullable Outline outline) {
    super(window);
    this.packing = packing;
    this.delimiter = delimiter;
    this.outline = outline;
  }

  @Override
  protected @Nullable TextChunk find() {
    lookAhead(0);
    while (fresh > 0 || skipToPart()) {
      int end = cut();
      TextChunk chunk = Whitespace.isInvisible(window, 0, end) ? null : chunk(end, "");
      startAfter(end);
      if (chunk != null) {
        return chunk;
      }
    }
    return null;
  }

  private boolean skipToPart() {
    if (delimiter == null) {
      return window.skipBlanks();
    }
    while (window.ensure(Window.LOOKAHEAD) || window.length() > 0) {
      int blank = Whitespace.lengthAt(window, 0);
      if (delimiter.find(window, 1) == 0) {
        window.advance(delimiter.length());
      } else if (blank == 0) {
        return true;
      } else {
        window.skipBlank(blank);
      }
    }
    return false;
  }

  /** The end of the chunk that starts at 0; may give up the overlap for a better cut. */
  private int cut() {
    int stop =
        delimiter == null
            ? Delimiter.NONE
            : delimiter.find(window, packing.measure().reach(packing.size()) + Window.LOOKAHEAD);
    int end = cutFrom(0, stop);
    if (end < 0 && fresh > 0) {
      end = cutFrom(fresh, stop);
      if (end > 0) {
        return dropOverlap(end);
      }
    }
    return end > 0 ? end : cutGraphemes(stop);
  }

  /** A cut between words or better for a chunk that starts at {@code from}, or -1. */
  private int cutFrom(int from, int stop) {
    if (outline != null) {
      for (Joints.Rank rank : Joints.Rank.values()) {
        int end = cutFrom(from, stop, new Joints(outline, rank, fresh, packing.size()));
        if (end > 0) {
          return end;
        }
      }
      return -1;
    }
    return cutFrom(from, stop, Joints.ANY);
  }

  private int cutFrom(int from, int stop, Joints joints) {
    int limit = limit(from, stop);
    int rest = (int) Math.min(Math.min(stop, window.length()), (long) limit + Window.LOOKAHEAD);
    int cut =
        Whitespace.skip(window, limit, rest) == rest && joints.isFree(window, limit, from)
            ? limit
            : -1;
    while (limit > fresh) {
      cut = cut > 0 ? cut : packing.bestCut(window, from, fresh, limit, joints);
      int end = cut > 0 ? Whitespace.trimEnd(window, from, cut) : -1;
      if (end <= fresh) {
        return -1;
      }
      if (Graphemes.isBoundary(window, from, end) && fits(from, end)) {
        return end;
      }
      limit = end - 1;
      cut = -1;
    }
    return -1;
  }

  private int cutGraphemes(int stop) {
    int end = graphemesFrom(0, stop);
    if (end <= fresh && fresh > 0) {
      end = dropOverlap(Math.max(fresh, graphemesFrom(fresh, stop)));
    }
    if (end <= 0) {
      return Graphemes.next(window, 0);
    }
    int trimmed = Whitespace.trimEnd(window, 0, end);
    return trimmed > fresh ? trimmed : end;
  }

  private int graphemesFrom(int from, int stop) {
    int limit = limit(from, stop);
    int end = Graphemes.last(window, from, limit);
    while (end > fresh && !fits(from, end)) {
      end = Graphemes.last(window, from, end - 1);
    }
    return end;
  }

  /** How far the size reaches; cached, because several cuts are tried for a chunk. */
  private int limit(int from, int stop) {
    long start = window.units() + from;
    if (limitStart != start) {
      limitStart = start;
      limitUnits = packing.measure().limit(window, from, stop, packing.size()) - from;
    }
    return from + limitUnits;
  }

  private boolean fits(int from, int end) {
    return packing.measure().isAdditiveAt(window, end)
        || packing.measure().fits(window, from, end, packing.size());
  }

  private int dropOverlap(int end) {
    int dropped = fresh;
    window.advance(dropped);
    fresh = 0;
    return end - dropped;
  }

  private void lookAhead(int index) {
    if (outline != null) {
      outline.parse(window.units() + index);
    }
  }

  private void startAfter(int end) {
    lookAhead(end);
    window.ensure((long) end + Window.LOOKAHEAD);
    int rest = Math.min(window.length(), end + Window.LOOKAHEAD / 2);
    int next = Whitespace.skip(window, end, rest);
    int start = next == rest ? end : packing.overlapStart(window, end);
    window.advance(start);
    fresh = start < end ? next - start : 0;
  }
}
