package dev.quern.document.reader.rtf;

/** The state of a group, which ends with it: the target of text and its formatting. */
final class RtfState implements Cloneable {

  /** In half points; less is there to even out the looks. */
  private static final int MIN_SHIFT = 4;

  /** In half points; what is set no larger cannot be read. */
  private static final int TOO_SMALL = 2;

  private static final int DEFAULT_SIZE = 24;

  /** Where the text of a group goes. */
  enum Target {
    TEXT,
    NOWHERE,
    FONTS,
    STYLES,
    LISTS,
    OVERRIDES,
    LABEL,
    INSTRUCTION,
    NAME,
    VALUE,
    COLORS,
    FORMULA
  }

  Target target = Target.TEXT;
  boolean hidden;
  boolean deleted;
  boolean struck;
  String script = "";
  String address = "";
  int font = -1;
  private int size = DEFAULT_SIZE;
  private int color;

  /** Whether something coloured is behind the text, or may be. */
  private boolean backed;

  private boolean paragraphBacked;

  int skippedAfterUnicode = 1;

  /** Nothing in the group is shown, whatever is inside. */
  boolean apart;

  /** Set between {@code \*} and the word that it is about. */
  boolean optional;

  /** What begins in this group and ends with it. */
  boolean note;

  boolean box;

  /** Whether a text box is around the group. */
  boolean inBox;

  boolean entry;
  boolean formula;

  RtfState inner() {
    try {
      RtfState inner = (RtfState) clone();
      inner.optional = false;
      inner.inBox = inBox || box;
      inner.note = false;
      inner.box = false;
      inner.entry = false;
      inner.formula = false;
      return inner;
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  void plain() {
    hidden = false;
    deleted = false;
    struck = false;
    script = "";
    font = -1;
    size = DEFAULT_SIZE;
    color = 0;
    backed = false;
  }

  /** A word that says how text is set; others are left alone. */
  void set(String word, int number) {
    boolean on = number != 0;
    switch (word) {
      case "plain" -> plain();
      case "v" -> hidden = on;
      case "deleted", "mvf" -> deleted = on;
      case "strike", "striked" -> struck = on;
      case "super", "sub" -> script = on ? word.equals("super") ? "sup" : "sub" : "";
      case "nosupersub" -> script = "";
      case "up", "dn" -> {
        boolean far = number >= MIN_SHIFT || number == RtfScanner.WITHOUT_NUMBER;
        script = far ? word.equals("up") ? "sup" : "sub" : "";
      }
      case "f" -> font = number;
      case "fs" -> size = number;
      case "cf" -> color = number;
      case "cb", "chcbpat", "highlight" -> backed = number > 0;
      case "pard" -> paragraphBacked = false;
      case "cbpat", "intbl", "itap", "shptxt" -> paragraphBacked = true;
      case "uc" -> skippedAfterUnicode = Math.max(0, number);
      default -> {}
    }
  }

  /** Whether it is in one of the tables of the document's head. */
  boolean isInTable() {
    return target == Target.FONTS
        || target == Target.COLORS
        || target == Target.LISTS
        || target == Target.OVERRIDES;
  }

  /**
   * What follows is not shown.
   *
   * @param withAll nor is anything that begins inside
   */
  void leave(boolean withAll) {
    target = Target.NOWHERE;
    apart |= withAll;
  }

  boolean shows() {
    return target == Target.TEXT && !hidden && !deleted;
  }

  /** Whether no reader sees the text: a point high, or white on the white of the page. */
  boolean isInvisible(RtfFonts fonts) {
    return size >= 0 && size <= TOO_SMALL || !backed && !paragraphBacked && fonts.isWhite(color);
  }

  /** {@code sup}, {@code sub}, {@code s}, or nothing. */
  String wrap() {
    return script.isEmpty() && struck ? "s" : script;
  }
}
