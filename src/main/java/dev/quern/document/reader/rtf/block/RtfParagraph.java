package dev.quern.document.reader.rtf.block;

/**
 * The properties of a paragraph.
 *
 * @param list its list, 0 for none
 * @param level how deep it is in the list, from 0
 * @param outline its level as a heading, from 0; {@link #NO_HEADING} for none
 * @param style the number of its style
 * @param depth in how many tables it stands
 * @param left its left indent in twips
 * @param first how much further in its first line begins, negative where it hangs
 */
record RtfParagraph(int list, int level, int outline, int style, int depth, int left, int first) {

  static final int NO_HEADING = 9;
  static final RtfParagraph NORMAL = new RtfParagraph(0, 0, NO_HEADING, 0, 0, 0, 0);
  private static final int MAX_TABLE = 10;

  /** These with what a control word says; others than those about paragraphs change nothing. */
  RtfParagraph with(String word, int n) {
    return switch (word) {
      case "ls" -> new RtfParagraph(n, level, outline, style, depth, left, first);
      case "ilvl" ->
          new RtfParagraph(list, Math.max(0, Math.min(8, n)), outline, style, depth, left, first);
      case "outlinelevel" -> new RtfParagraph(list, level, n, style, depth, left, first);
      case "s" -> new RtfParagraph(list, level, outline, n, depth, left, first);
      case "itap" ->
          new RtfParagraph(list, level, outline, style, Math.min(MAX_TABLE, n), left, first);
      case "intbl" ->
          new RtfParagraph(list, level, outline, style, Math.max(1, depth), left, first);
      case "li" -> new RtfParagraph(list, level, outline, style, depth, n, first);
      case "fi" -> new RtfParagraph(list, level, outline, style, depth, left, n);
      case "pard" -> NORMAL;
      default -> this;
    };
  }
}
