package dev.quern.document.reader.rtf.block;

import dev.quern.document.markup.ListLevels;
import dev.quern.document.markup.Xhtml;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xml.sax.SAXException;

/** Paragraphs, headings, lists and tables, as the properties of paragraphs say. */
public final class RtfBlocks {

  private static final int NO_HEADING = RtfParagraph.NO_HEADING;

  /** A quarter of an inch in twips, by which lists that are typed are indented. */
  private static final int INDENT = 360;

  private static final Pattern TYPED =
      Pattern.compile("^\\s*([•·▪◦‣–o-]|\\(?\\w{1,4}[.)])\\t\\s*(?=\\S)");

  private final Xhtml out;
  private final RtfLists definitions;
  private final ListLevels lists;
  private final Map<Integer, Integer> headings = new HashMap<>();
  private final RtfTables tables = new RtfTables();
  private final List<RtfLine> notes = new ArrayList<>();
  private final List<RtfLine> boxes = new ArrayList<>();
  private final Deque<RtfParagraph> outer = new ArrayDeque<>();
  private RtfParagraph paragraph = RtfParagraph.NORMAL;
  private String label = "";
  private int number;

  /** How many of the notes are of blocks that have ended. */
  private int before;

  public RtfBlocks(RtfLists definitions, Xhtml out) {
    this.definitions = definitions;
    this.out = out;
    this.lists = new ListLevels(out);
  }

  /** A style of paragraphs that is one of headings, of level 0 to 5. */
  public void heading(int style, int level) {
    headings.put(style, level);
  }

  /** Begins something inside the paragraph that has paragraphs of its own. */
  void push() {
    outer.push(paragraph);
  }

  void pop() {
    paragraph = outer.pop();
  }

  /** A word that is about the paragraph; others are left alone. */
  void property(String word, int n) {
    paragraph = paragraph.with(word, n);
  }

  /** What stands before the paragraph in its list. */
  public void label(String text) {
    label = text;
  }

  /** Takes a note, and gives its mark. */
  String note(RtfLine text) {
    notes.add(text);
    return "[^" + (number + notes.size()) + "]";
  }

  /** A paragraph of a text box, for after the paragraph that the box hangs at. */
  void box(RtfLine line) {
    boxes.add(line);
  }

  void endParagraph(RtfLine line) throws SAXException {
    if (paragraph.depth() > 0) {
      RtfLine text = new RtfLine();
      String marker = line.isBlank() ? "" : marker();
      text.add(marker.isEmpty() ? "" : marker + " ", "", "");
      text.addAll(line);
      tables.paragraph(paragraph.depth(), text);
    } else if (!line.isBlank()) {
      endTables();
      block(line);
    }
    label = "";
    if (paragraph.depth() == 0) {
      held();
    }
  }

  void endCell(RtfLine line, boolean inner) throws SAXException {
    int depth = Math.max(inner ? 2 : 1, inner ? paragraph.depth() : 1);
    property("itap", depth);
    endParagraph(line);
    tables.endCell(depth);
  }

  void endRow(List<RtfTable.Edge> edges, boolean inner) {
    tables.endRow(edges, inner);
  }

  private void block(RtfLine line) throws SAXException {
    int heading = headings.getOrDefault(paragraph.style(), NO_HEADING);
    heading = paragraph.outline() < NO_HEADING ? paragraph.outline() : heading;
    String marker = marker();
    Matcher typed = TYPED.matcher(line.text());
    boolean hanging = marker.isEmpty() && paragraph.first() < 0 && typed.find();
    if (heading < 6) {
      endList();
      out.start("h" + (heading + 1));
      out.text(marker.isEmpty() || marker.equals("-") ? "" : marker + " ");
      line.write(out);
      out.end("h" + (heading + 1));
    } else if (hanging) {
      int depth = (paragraph.left() + paragraph.first()) / INDENT;
      lists.item(Math.max(0, Math.min(8, depth)), bullet(typed.group(1)) ? "-" : typed.group(1));
      line.drop(typed.end());
      line.write(out);
    } else if (marker.isEmpty()) {
      endList();
      out.start("p");
      line.write(out);
      out.end("p");
    } else {
      lists.item(paragraph.list() > 0 ? definitions.depth(paragraph) : 0, marker);
      line.write(out);
    }
  }

  private static boolean bullet(String marker) {
    return marker.equals("o") || marker.codePoints().noneMatch(Character::isLetterOrDigit);
  }

  private void endList() throws SAXException {
    lists.close();
    definitions.endDepths();
    notes(before);
  }

  /** The number as the file has it, else as it is counted; {@code -} for a bullet. */
  private String marker() {
    int list = paragraph.list();
    boolean known = list > 0 && definitions.isKnown(list);
    String counted = known ? definitions.next(list, paragraph.level()) : "";
    String shown = label.strip();
    if (shown.isEmpty()) {
      return counted;
    }
    boolean bullets = known && definitions.isBullet(list, paragraph.level());
    return bullets || bullet(shown) ? "-" : shown;
  }

  /** What waits for the end of a block: boxes, and the notes it has marks of. */
  private void held() throws SAXException {
    if (!boxes.isEmpty()) {
      lists.close();
    }
    for (RtfLine box : boxes) {
      out.start("p");
      box.write(out);
      out.end("p");
    }
    boxes.clear();
    before = notes.size();
    if (!lists.isOpen() && tables.isEmpty()) {
      notes(before);
    }
  }

  private void notes(int count) throws SAXException {
    List<RtfLine> ended = notes.subList(0, count);
    for (RtfLine note : ended) {
      out.start("p");
      out.text("[^" + ++number + "]: ");
      note.write(out);
      out.end("p");
    }
    ended.clear();
    before = 0;
  }

  private void endTables() throws SAXException {
    if (tables.isEmpty()) {
      return;
    }
    lists.close();
    tables.write(out);
    notes(before);
  }

  void end() throws SAXException {
    endTables();
    lists.close();
    held();
  }
}
