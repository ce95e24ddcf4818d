package dev.quern.document.reader.rtf.block;

import java.util.ArrayDeque;
import java.util.Deque;
import org.xml.sax.SAXException;

/**
 * The paragraph that is being read, and those around it: notes and text boxes stand in the middle
 * of a paragraph and have paragraphs of their own.
 */
public final class RtfFlow {

  private final RtfBlocks blocks;
  private final RtfEdges edges = new RtfEdges();
  private final Deque<RtfLine> outer = new ArrayDeque<>();
  private RtfLine line = new RtfLine();

  public RtfFlow(RtfBlocks blocks) {
    this.blocks = blocks;
  }

  /** Adds text; see {@link RtfLine#add}. */
  public void add(String text, String wrap, String address) {
    line.add(text, wrap, address);
  }

  public void image(String description) {
    line.image(description);
  }

  /** Begins a note or a text box. */
  public void begin() {
    outer.push(line);
    line = new RtfLine();
    blocks.push();
  }

  /** Ends a note; its mark stands where it hangs. */
  public void endNote() {
    RtfLine note = line;
    line = outer.pop();
    line.add(blocks.note(note), "", "");
    blocks.pop();
  }

  /** Ends a text box; it follows the paragraph where it hangs. */
  public void endBox() {
    blocks.box(line);
    line = outer.pop();
    blocks.pop();
  }

  /**
   * @param inBox whether a text box is around the paragraph
   */
  public void endParagraph(boolean inBox) throws SAXException {
    if (outer.isEmpty()) {
      blocks.endParagraph(line);
      line = new RtfLine();
    } else if (inBox) {
      blocks.box(line);
      line = new RtfLine();
    } else {
      line.add(" ", "", "");
    }
  }

  /**
   * @param inner whether the cell is of a table in another table's cell
   */
  public void endCell(boolean inner) throws SAXException {
    blocks.endCell(line, inner);
    line = new RtfLine();
  }

  public void endRow(boolean inner) {
    blocks.endRow(edges.ofRow(inner), inner);
  }

  /** A property of the paragraph or of its row. */
  public void property(String word, int number) {
    edges.entry(word, number);
    blocks.property(word, number);
  }

  /** The document ends, in the middle of notes perhaps. */
  public void end() throws SAXException {
    while (!outer.isEmpty()) {
      RtfLine inner = line;
      line = outer.pop();
      line.add(" ", "", "");
      line.addAll(inner);
    }
    blocks.endParagraph(line);
    blocks.end();
  }
}
