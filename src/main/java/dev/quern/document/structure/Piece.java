package dev.quern.document.structure;

/**
 * A block of Markdown and its position, in UTF-16 units.
 *
 * @param start of its first character
 * @param end after its last character
 * @param kind what it is
 * @param level of a heading, 1 to 6, else 0
 * @param title of a heading, as it is written, else empty
 */
public record Piece(long start, long end, Kind kind, int level, String title) {

  /** The kinds of blocks that matter for splitting. */
  public enum Kind {
    TEXT,
    HEADING,
    /** A fence, indented code, a {@code <pre>}: nothing in it is Markdown. */
    CODE,
    /** YAML at the start of the text, between two lines of dashes. */
    FRONT_MATTER,
    TABLE,
    /** An item of a list, with all that is in it. */
    ITEM,
    /** A comment of HTML and nothing else. */
    COMMENT
  }

  Piece moved(long by) {
    return new Piece(start + by, end + by, kind, level, title);
  }

  /** Whether it may be cut only if it is longer than a chunk. */
  public boolean isWhole() {
    return kind != Kind.TEXT && kind != Kind.HEADING;
  }

  public long length() {
    return end - start;
  }
}
