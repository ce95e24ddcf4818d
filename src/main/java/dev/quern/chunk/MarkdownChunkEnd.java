package dev.quern.chunk;

import dev.quern.chunk.text.CutLevel;
import dev.quern.chunk.text.Graphemes;
import dev.quern.chunk.text.Whitespace;
import dev.quern.chunk.text.Window;
import dev.quern.document.structure.Piece;
import org.jspecify.annotations.Nullable;

/**
 * Finds the end of the chunk that starts at the window's start. Reads line by line: sections are
 * merged until {@code minLength} is reached; when the next one does not fit, the chunk ends before
 * it. A single section that is too long is cut between blocks, otherwise inside a paragraph after a
 * sentence, a line or a word. A fence or table that is longer than a chunk by itself ends at a line
 * end.
 */
final class MarkdownChunkEnd {

  private static final int MIN_FILL = 4;
  private static final int MAX_DEPTH = 3;

  private final Window w;
  private final Outline outline;
  private final int maxLength;
  private final int minEnd;
  private final int limit;
  private final int reach;
  private final Sections sections;

  private @Nullable Piece block;
  private boolean afterHeading;

  /** The end of what fits so far: of all, of whole sections, of blocks, of the last two lines. */
  private int end;

  private int sectionEnd;
  private int blockEnd;
  private int wholeLineEnd;
  private int lineEndBefore;

  /** The start of the current block, and the end of what lies before it. */
  private int blockStart;

  private int beforeBlock;
  private boolean textBeforeBlock;

  MarkdownChunkEnd(Window w, Outline outline, int minLength, int maxLength, HeadingPath path) {
    this.w = w;
    this.outline = outline;
    this.maxLength = maxLength;
    w.ensure(2L * maxLength + 2 * Window.LOOKAHEAD);
    this.minEnd = w.indexAfter(0, minLength);
    this.limit = w.indexAfter(0, maxLength);
    this.reach = Math.min(w.length(), limit + Window.LOOKAHEAD);
    this.sections = new Sections(path);
  }

  Sections sections() {
    return sections;
  }

  int end() {
    int from = 0;
    while (true) {
      Line line = Line.read(w, from, reach);
      Piece next = line.isBlank() ? null : outline.at(w.units() + line.start());
      if (line.isBlank()) {
        block = block != null && isIn(block, line.start()) ? block : null;
      } else {
        if (startsNextChunk(line, next)) {
          return end;
        }
        note(line, next);
        if (line.end() > limit) {
          return tooLong(line, next);
        }
        end = line.end();
        block = next;
      }
      if (!line.complete() || line.next() >= reach) {
        return end;
      }
      from = line.next();
    }
  }

  private boolean isIn(Piece piece, int index) {
    long place = w.units() + index;
    return piece.start() <= place && place < piece.end();
  }

  /** Updates the candidates before this line; true if the chunk ends here. */
  private boolean startsNextChunk(Line line, @Nullable Piece next) {
    boolean starts = end > 0 && isHeading(next) && begins(next, line) && sections.haveBody();
    if (starts && !afterHeading) { // what follows a heading at once is of its section
      sectionEnd = end;
      if (end >= minEnd) {
        return true;
      }
    }
    if (end > 0 && block != null && block.equals(next)) {
      lineEndBefore = wholeLineEnd;
      wholeLineEnd = next.isWhole() ? end : 0;
    } else {
      blockEnd = afterHeading ? blockEnd : end;
      beforeBlock = end;
      textBeforeBlock = sections.haveBody();
      blockStart = end == 0 ? 0 : line.start();
      wholeLineEnd = 0;
      lineEndBefore = 0;
    }
    return false;
  }

  private void note(Line line, @Nullable Piece next) {
    boolean heading = isHeading(next) && isIn(next, line.start());
    if (heading && begins(next, line)) {
      sections.heading(line.start(), next.level(), next.title());
    } else if (!heading || end == 0) {
      sections.body(line.start());
    }
    afterHeading = heading;
  }

  private static boolean isHeading(@Nullable Piece piece) {
    return piece != null && piece.kind() == Piece.Kind.HEADING;
  }

  private boolean begins(Piece piece, Line line) {
    // An indent of up to three columns is part of the heading.
    return !piece.equals(block) && w.units() + line.start() - piece.start() <= MAX_DEPTH;
  }

  private int tooLong(Line line, @Nullable Piece next) {
    if (sectionEnd > 0) {
      return sectionEnd;
    }
    boolean onlyHeadingsBefore =
        next != null && next.kind() == Piece.Kind.ITEM && !textBeforeBlock && beforeBlock > 0;
    return next != null && next.isWhole() && !onlyHeadingsBefore
        ? endOfWhole(line, next)
        : endOfText();
  }

  private int endOfWhole(Line line, Piece next) {
    if (beforeBlock > 0 && !isLongerThanChunk(next)) {
      return beforeBlock;
    }
    if (fills(blockEnd)) {
      return blockEnd;
    }
    if (wholeLineEnd > 0) {
      boolean last = w.units() + line.end() >= next.end() && next.kind() == Piece.Kind.CODE;
      return last && lineEndBefore > 0 ? lineEndBefore : wholeLineEnd;
    }
    return beforeBlock > 0 ? beforeBlock : endInLine(0);
  }

  private int endOfText() {
    int after = Math.max(blockStart, limit / MIN_FILL);
    int cut = fills(blockEnd) ? blockEnd : CutLevel.SENTENCE.last(w, 0, after, limit);
    cut = cut > 0 ? cut : CutLevel.LINE.last(w, 0, after, limit);
    cut = cut > 0 ? cut : blockEnd;
    return cut > 0 ? Whitespace.trimEnd(w, 0, cut) : endInLine(blockStart);
  }

  private int endInLine(int after) {
    int cut = CutLevel.WORD.last(w, 0, after, limit);
    cut = cut > 0 ? Whitespace.trimEnd(w, 0, cut) : beforeBlock;
    cut = cut > 0 ? cut : Graphemes.last(w, 0, limit);
    return cut > 0 ? cut : Graphemes.next(w, 0);
  }

  private boolean fills(int index) {
    return index > 0 && index >= limit / MIN_FILL;
  }

  /** Whether the block does not fit into a chunk by itself; units are enough to tell long ones. */
  private boolean isLongerThanChunk(Piece whole) {
    long from = Math.max(0, whole.start() - w.units());
    long to = whole.end() - w.units();
    if (to - from > 2L * maxLength) {
      return true;
    }
    w.ensure(to);
    return w.codePointCount((int) from, (int) Math.min(to, w.length())) > maxLength;
  }
}
