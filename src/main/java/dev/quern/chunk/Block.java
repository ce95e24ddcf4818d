package dev.quern.chunk;

/**
 * What a line belongs to.
 *
 * @param kind the kind of block
 * @param marker the character of an open fence
 * @param length the length of an open fence
 * @param indent the columns before an open fence; more than three beyond them do not close it
 */
record Block(Kind kind, char marker, int length, int indent) {

  enum Kind {
    NONE,
    TEXT,
    HEADING,
    TABLE,
    FENCE,
    FENCE_END
  }

  static final Block NONE = new Block(Kind.NONE, ' ', 0, 0);
  static final Block TEXT = new Block(Kind.TEXT, ' ', 0, 0);
  static final Block HEADING = new Block(Kind.HEADING, ' ', 0, 0);
  static final Block TABLE = new Block(Kind.TABLE, ' ', 0, 0);

  /** The block of a line that follows this one. */
  Block next(Line line, Line below) {
    if (kind == Kind.FENCE) {
      return closes(line) ? new Block(Kind.FENCE_END, marker, length, indent) : this;
    }
    if (line.isBlank()) {
      return NONE;
    }
    if (line.indent() == Window.MID_LINE) {
      return kind == Kind.TABLE ? this : TEXT;
    }
    int fence = line.fenceLength();
    if (line.opensFence(fence)) {
      return new Block(Kind.FENCE, line.window().charAt(line.start()), fence, line.indent());
    }
    if (line.headingLevel() > 0 || isUnderlined(line, below)) {
      return HEADING;
    }
    boolean table =
        kind == Kind.TABLE || line.isTableRow() || line.hasCells() && below.isTableRule();
    return table ? TABLE : TEXT;
  }

  /** Whether this is a fence or a table, which is cut only where it cannot be helped. */
  boolean isWhole() {
    return kind == Kind.FENCE || kind == Kind.FENCE_END || kind == Kind.TABLE;
  }

  /** Whether a line of {@code after} goes on with this block. */
  boolean goesOn(Block after) {
    return switch (after.kind) {
      case NONE -> kind == Kind.NONE;
      case TEXT -> kind == Kind.TEXT;
      case TABLE -> kind == Kind.TABLE;
      case FENCE, FENCE_END -> kind == Kind.FENCE;
      case HEADING -> false;
    };
  }

  private boolean isUnderlined(Line line, Line below) {
    return kind != Kind.TEXT
        && kind != Kind.TABLE
        && below.underlineLevel() > 0
        && line.mayBeUnderlined();
  }

  private boolean closes(Line line) {
    int fence = line.fenceLength();
    return fence >= length
        && line.indent() <= indent + 3
        && line.window().charAt(line.start()) == marker
        && fence == line.end() - line.start();
  }
}
