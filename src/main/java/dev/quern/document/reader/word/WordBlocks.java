package dev.quern.document.reader.word;

import dev.quern.document.markup.ListLevels;
import dev.quern.document.markup.Xhtml;
import dev.quern.document.markup.Xml;
import dev.quern.document.reader.office.Graphics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/** Paragraphs, lists and tables, one after the other. */
final class WordBlocks {

  /** Word's own names of list styles, which may come without numbering. */
  private static final Pattern LIST_STYLE = Pattern.compile("list (bullet|number)(?: ([2-5]))?");

  /** Styles of code, of Word, pandoc and LibreOffice. */
  private static final Pattern CODE_STYLE =
      Pattern.compile("source code|html preformatted|preformatted text|code|code block");

  private final WordContext context;
  private final Xhtml out;
  private final ListLevels lists;
  private final WordRuns runs;
  private final WordTables tables;
  private boolean inCell;
  private int unnumbered;
  private boolean inCode;
  private final List<Element> held = new ArrayList<>();
  private String open = "";

  WordBlocks(WordContext context, Xhtml out) {
    this.context = context;
    this.out = out;
    this.lists = new ListLevels(out);
    this.runs = new WordRuns(context, out);
    this.tables = new WordTables(this, out);
  }

  /** Writes one block, and after it the notes that it has marks of. */
  void write(Element block) throws IOException, SAXException {
    switch (block.tagName()) {
      case "w:p" -> paragraph(block);
      case "w:tbl" -> {
        endParagraphs();
        endList();
        tables.write(block);
      }
      case "w:sdt" -> {
        if (!WordRuns.isPlaceholder(block)) {
          write(Xml.child(block, "w:sdtContent"));
        }
      }
      case "w:sdtContent", "w:customXml", "w:smartTag", "w:ins", "w:moveTo" -> {
        for (Element child : block.children()) {
          write(child);
        }
      }
      case "w:altChunk" -> embedded(context.relations().part(block.attr("r:id")));
      default -> {}
    }
    if (!lists.isOpen() && !inCell) {
      notes();
    }
  }

  /** A document in the place of blocks, which Word takes in when it opens the file. */
  private void embedded(String part) throws IOException, SAXException {
    endParagraphs();
    endList();
    if (inCell || !WordChunks.write(part, context.parts(), out)) {
      context.notes().add("A document that is embedded in the text as a whole was not read.");
    }
  }

  void end() throws IOException, SAXException {
    endParagraphs();
    endList();
    notes();
  }

  /** Writes blocks inside a cell, where there are neither headings nor lists of their own. */
  void cell(List<Element> blocks) throws IOException, SAXException {
    boolean outer = inCell;
    inCell = true;
    for (Element block : blocks) {
      write(block);
    }
    endParagraphs();
    inCell = outer;
  }

  private void notes() throws IOException, SAXException {
    for (WordNotes.Note note : context.wordNotes().take()) {
      out.start("p");
      out.text("[^" + note.number() + "]: ");
      for (Element paragraph : note.body().getElementsByTag("w:p")) {
        runs.write(paragraph);
        out.text(" ");
      }
      out.end("p");
    }
  }

  /** Writes a paragraph, or holds it for the next one where the end between them is deleted. */
  private void paragraph(Element p) throws IOException, SAXException {
    Element properties = Xml.child(p, "w:pPr");
    Element mark = Xml.child(properties, "w:rPr");
    boolean initial = Xml.child(properties, "w:framePr").attr("w:dropCap").matches("drop|margin");
    if (Xml.has(mark, "w:del") || Xml.has(mark, "w:moveFrom") || initial) {
      held.add(p.clone());
      return;
    }
    Element first = p;
    for (Element before : held) {
      boolean frame = Xml.has(Xml.child(before, "w:pPr"), "w:framePr");
      first = first == p && !frame && !runs.isEmpty(before) ? before : first;
    }
    List<Element> joined = new ArrayList<>(held);
    joined.add(p);
    held.clear();
    write(joined, Xml.child(first, "w:pPr"));
  }

  private void endParagraphs() throws IOException, SAXException {
    if (!held.isEmpty()) {
      List<Element> joined = List.copyOf(held);
      held.clear();
      write(joined, Xml.child(joined.get(0), "w:pPr"));
    }
    endCode();
  }

  private void write(List<Element> joined, Element properties) throws IOException, SAXException {
    String name = context.styles().name(Xml.child(properties, "w:pStyle").attr("w:val"));
    boolean code = !inCell && CODE_STYLE.matcher(name).matches();
    if (code && inCode) {
      out.lineBreak();
    } else if (code) {
      endList();
      out.start("pre");
      inCode = true;
    } else {
      endCode();
      start(joined.stream().allMatch(runs::isEmpty), properties);
    }
    for (Element p : joined) {
      runs.write(p);
    }
    if (!open.isEmpty()) {
      out.end(open);
      open = "";
    }
    extras();
  }

  private void endCode() throws SAXException {
    if (inCode) {
      out.end("pre");
      inCode = false;
    }
  }

  private void start(boolean empty, Element properties) throws IOException, SAXException {
    String style = Xml.child(properties, "w:pStyle").attr("w:val");
    WordNumbering.Place place = context.numbering().place(properties, style);
    int heading = inCell ? 0 : context.styles().headingLevel(style, properties);
    if (heading > 0) {
      endList();
      open = "h" + heading;
      out.start(open);
      if (place != null && !empty) {
        String number = context.numbering().next(place);
        out.text(number.equals("-") || number.isEmpty() ? "" : number + " ");
      }
    } else if (!empty) {
      boolean off =
          Xml.child(Xml.child(properties, "w:numPr"), "w:numId").attr("w:val").equals("0");
      item(place, off ? "" : context.styles().name(style));
    }
  }

  private void item(WordNumbering.@Nullable Place place, String style)
      throws IOException, SAXException {
    Matcher listed = LIST_STYLE.matcher(style);
    boolean named = listed.matches();
    int depth = named && listed.group(2) != null ? Integer.parseInt(listed.group(2)) - 1 : 0;
    String marker = place == null ? "" : context.numbering().next(place);
    if (place == null && named) {
      unnumbered = style.startsWith("list number") ? unnumbered + 1 : 0;
      marker = unnumbered > 0 ? unnumbered + "." : "-";
    }
    open = "p";
    if (marker.isEmpty()) {
      endList();
      out.start("p");
    } else if (inCell) {
      out.start("p");
      out.text(marker + " ");
    } else {
      lists.item(place == null || place.level() == 0 ? depth : place.level(), marker);
      open = "";
    }
  }

  /** Text boxes and charts that hang at the paragraph. */
  private void extras() throws IOException, SAXException {
    List<Element> boxes = runs.drawings().takeBoxes();
    List<Element> graphics = runs.drawings().takeGraphics();
    if (!boxes.isEmpty() || !graphics.isEmpty()) {
      endCode();
      endList();
    }
    for (Element box : boxes) {
      for (Element block : box.children()) {
        write(block);
      }
      endParagraphs();
      endList();
    }
    for (Element graphic : graphics) {
      Graphics.write(graphic, context.parts(), context.relations(), out);
    }
  }

  private void endList() throws IOException, SAXException {
    lists.close();
    unnumbered = 0;
    if (!inCell) {
      notes();
    }
  }
}
