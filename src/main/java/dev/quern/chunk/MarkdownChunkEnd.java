package dev.quern.chunk;

/**
 * Where the chunk ends that starts at the window's start. Reads line by line: sections are merged
 * until {@code minLength} is reached; when the next one does not fit, the chunk ends before it. A
 * single section that is too long ends between blocks, else in a paragraph after a sentence, a
 * line, a word. A fence or table that is longer than a chunk by itself ends at a line end.
 */
final class MarkdownChunkEnd {

  private static final int MIN_FILL = 4;

  private final Window w;
  private final int maxLength;
  private final int least;
  private final int limit;
  private final int reach;
  private final Sections sections;

  private Block block;
  private Block blockAfter = Block.NONE;
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

  MarkdownChunkEnd(Window w, int minLength, int maxLength, HeadingPath path, Block block) {
    this.w = w;
    this.maxLength = maxLength;
    this.block = block;
    w.ensure(2L * maxLength + 2 * Window.LOOKAHEAD);
    this.least = w.indexAfter(0, minLength);
    this.limit = w.indexAfter(0, maxLength);
    this.reach = Math.min(w.length(), limit + Window.LOOKAHEAD);
    this.sections = new Sections(path);
  }

  Sections sections() {
    return sections;
  }

  /** The fence or table that the chunk ends in, or {@link Block#NONE}. */
  Block blockAfter() {
    return blockAfter;
  }

  int end() {
    Line line = Line.read(w, 0, reach, w.indent());
    while (true) {
      Line below = Line.read(w, line.next(), reach, 0);
      Block next = block.next(line, below);
      Line last = line;
      if (!line.isBlank()) {
        if (startsNextChunk(line, next)) {
          return end;
        }
        last = next == Block.HEADING && line.headingLevel() == 0 ? below : line;
        note(line, next, last);
        if (last.end() > limit) {
          return tooLong(line, next);
        }
        end = last.end();
      }
      block = next.kind() == Block.Kind.FENCE_END ? Block.NONE : next;
      if (!last.complete() || last.next() >= reach) {
        blockAfter = block.isWhole() ? block : Block.NONE;
        return end;
      }
      line = last == below ? Line.read(w, below.next(), reach, 0) : below;
    }
  }

  /** Takes account of what ends before this line; true if the chunk does. */
  private boolean startsNextChunk(Line line, Block next) {
    if (end > 0 && next == Block.HEADING && sections.haveBody()) {
      sectionEnd = end;
      if (end >= least) {
        return true;
      }
    }
    if (end > 0 && block.goesOn(next)) {
      lineEndBefore = wholeLineEnd;
      wholeLineEnd = next.isWhole() ? end : 0;
    } else {
      blockEnd = afterHeading ? blockEnd : end;
      beforeBlock = end;
      blockStart = end == 0 ? 0 : line.start();
      wholeLineEnd = 0;
      lineEndBefore = 0;
    }
    return false;
  }

  private void note(Line line, Block next, Line last) {
    afterHeading = next == Block.HEADING;
    if (!afterHeading) {
      sections.body(line.start());
    } else if (last == line) {
      sections.heading(line.start(), line.headingLevel(), line.headingTitle());
    } else {
      sections.heading(line.start(), last.underlineLevel(), line.text());
    }
  }

  private int tooLong(Line line, Block next) {
    if (sectionEnd > 0) {
      return sectionEnd;
    }
    return next.isWhole() ? endOfWhole(line, next) : endOfText();
  }

  private int endOfWhole(Line line, Block next) {
    if (beforeBlock > 0 && !isLongerThanChunk(line, next)) {
      return beforeBlock;
    }
    if (fills(blockEnd)) {
      return blockEnd;
    }
    if (wholeLineEnd > 0) {
      blockAfter = block;
      boolean onlyFenceLeft = next.kind() == Block.Kind.FENCE_END && lineEndBefore > 0;
      return onlyFenceLeft ? lineEndBefore : wholeLineEnd;
    }
    if (beforeBlock > 0) {
      return beforeBlock;
    }
    blockAfter = next.kind() == Block.Kind.FENCE_END ? Block.NONE : next;
    return endInLine(0);
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

  /** Whether the fence or table that {@code line} is in does not fit into a chunk by itself. */
  private boolean isLongerThanChunk(Line line, Block next) {
    w.ensure(blockStart + 2L * maxLength + 2 * Window.LOOKAHEAD);
    int longest = w.indexAfter(blockStart, maxLength);
    int to = Math.min(w.length(), longest + Window.LOOKAHEAD);
    Line at = Line.read(w, line.start(), to, line.indent());
    Block in = next;
    while (at.end() <= longest) {
      Line below = Line.read(w, at.next(), to, 0);
      Block after = in.next(below, Line.read(w, below.next(), to, 0));
      if (at.next() >= to || !in.goesOn(after)) {
        return false;
      }
      in = after;
      at = below;
    }
    return true;
  }
}
