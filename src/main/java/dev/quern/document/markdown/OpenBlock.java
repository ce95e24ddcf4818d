package dev.quern.document.markdown;

import dev.quern.document.markup.ReadableText;
import java.io.IOException;

/** The block that is being gathered: its text, and as what it is to be written. */
final class OpenBlock {

  /** A block longer than this is written in parts, cut at white space. */
  private static final int MAX_LENGTH = 1_000_000;

  private final MarkdownBlocks blocks;
  private final ParagraphText paragraphs;
  private final StringBuilder text = new StringBuilder();
  private String paragraphClass = "";
  private String language = "";
  private boolean asItIs;
  private int preformatted;
  private int heading;

  OpenBlock(MarkdownBlocks blocks, ParagraphText paragraphs) {
    this.blocks = blocks;
    this.paragraphs = paragraphs;
  }

  /** What has been gathered; all that works on the text of a block changes it here. */
  StringBuilder text() {
    return text;
  }

  /**
   * @param level 1 to 6; 0 for no heading
   */
  void heading(int level) {
    heading = level;
  }

  /** Text that is Markdown already. */
  void asItIs(boolean markdown) {
    asItIs = markdown;
  }

  void startCode(String inLanguage) {
    language = inLanguage;
    preformatted++;
  }

  void endCode() {
    preformatted = Math.max(0, preformatted - 1);
  }

  void paragraphClass(String name) {
    paragraphClass = name;
  }

  boolean isCode() {
    return preformatted > 0;
  }

  boolean isHeading() {
    return heading > 0;
  }

  boolean isTooLong() {
    return text.length() > MAX_LENGTH && heading == 0;
  }

  /** Writes the block, unless it is blank. */
  void write() throws IOException {
    String block = text.toString();
    text.setLength(0);
    if (block.isBlank()) {
      return;
    }
    if (asItIs) {
      blocks.markdown(block.strip());
    } else if (heading > 0) {
      paragraphs.heading(heading, ReadableText.of(block));
    } else if (preformatted > 0) {
      String code = block.replace(ParagraphText.LINE_BREAK, '\n');
      blocks.code(code.startsWith("\n") ? code.substring(1) : code, language);
    } else {
      paragraphs.paragraph(ReadableText.of(block), paragraphClass);
    }
  }

  /** Writes what is whole of a block that is too long. */
  void writePart() throws IOException {
    int cut = text.length();
    while (cut > MAX_LENGTH / 2 && !Character.isWhitespace(text.charAt(cut - 1))) {
      cut--;
    }
    if (Character.isHighSurrogate(text.charAt(cut - 1))) {
      cut--;
    }
    String rest = text.substring(cut);
    text.setLength(cut);
    write();
    text.append(rest);
  }
}
