package dev.quern.document.reader.rtf;

import dev.quern.document.reader.rtf.block.RtfBlocks;
import java.util.Locale;

/** The styles of a document, one after the other: which of them are headings. */
final class RtfStyles {

  private int style;
  private int level = -1;

  /** A word inside the table of styles. */
  void entry(String word, int number) {
    style = word.equals("s") ? number : style;
    level = word.equals("outlinelevel") ? number : level;
  }

  /** A style ends, of that name. */
  void end(String name, RtfBlocks blocks) {
    String known = name.replace(";", "").strip().toLowerCase(Locale.ROOT);
    boolean heading = known.matches("heading [1-6]");
    int shown = heading ? known.charAt(8) - '1' : known.equals("title") ? 0 : level;
    if (shown >= 0) {
      blocks.heading(style, shown);
    }
    style = 0;
    level = -1;
  }
}
