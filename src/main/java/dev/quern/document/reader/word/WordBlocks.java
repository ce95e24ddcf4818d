package dev.quern.document.reader.word;

import dev.quern.document.markup.Xhtml;
import dev.quern.document.markup.Xml;
import dev.quern.document.reader.office.Graphics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.xml.sax.SAXException;

/** Paragraphs, lists and tables, one after the other. */
final class WordBlocks {

  /** Styles of code, of Word, pandoc and LibreOffice. */
  private static final Pattern CODE_STYLE =
      Pattern.compile("source code|html preformatted|preformatted text|code|code block");

  private final WordContext context;
  private final Xhtml out;
  private final WordRuns runs;
  private final WordLists lists;
  private final WordTables tables;
  private boolean inCell;
  private boolean inCode;
  private final List<Element> held = new ArrayList<>();
  private final List<Element> afterTable = new ArrayList<>();

  WordBlocks(WordContext context, Xhtml out) {
    this.context = context;
    this.out = out;
    this.runs = new WordRuns(context, out);
    this.lists = new WordLists(context, runs, out);
    this.tables = new WordTables(this, out);
  }

  /** Writes one block, and after it the notes that it has marks of. */
  void write(Element block) throws IOException, SAXException {
    if (inCell && (block.tagName().equals("w:tbl") || Graphics.is(block))) {
      afterTable.add(block);
      return;
    }
    switch (block.tagName()) {
      case "w:p" -> paragraph(block);
      case "w:tbl" -> {
        endParagraphs();
        lists.end(inCell);
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
      default -> {
        if (Graphics.is(block)) {
          Graphics.write(block, context.parts(), context.relations(), out);
        }
      }
    }
    if (!lists.isOpen() && !inCell) {
      lists.notes();
    }
  }

  /** A document in the place of blocks, which Word takes in when it opens the file. */
  private void embedded(String part) throws IOException, SAXException {
    endParagraphs();
    lists.end(inCell);
    if (inCell || !WordChunks.write(part, context.parts(), out)) {
      context.notes().add("A document that is embedded in the text as a whole was not read.");
    }
  }

  void end() throws IOException, SAXException {
    endParagraphs();
    lists.end(inCell);
    lists.notes();
  }

  /**
   * Writes blocks inside a cell, where there are neither headings nor lists of their own; gives
   * back the tables and charts in them, which come after the table.
   */
  List<Element> cell(List<Element> blocks) throws IOException, SAXException {
    inCell = true;
    for (Element block : blocks) {
      write(block);
    }
    endParagraphs();
    inCell = false;
    List<Element> result = List.copyOf(afterTable);
    afterTable.clear();
    return result;
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
    String open = "";
    boolean code = !inCell && CODE_STYLE.matcher(name).matches();
    if (code && inCode) {
      out.lineBreak();
    } else if (code) {
      lists.end(inCell);
      out.start("pre");
      inCode = true;
    } else {
      endCode();
      open = lists.start(joined.stream().allMatch(runs::isEmpty), inCell, properties);
    }
    runs.write(joined);
    if (!open.isEmpty()) {
      out.end(open);
    }
    extras();
  }

  private void endCode() throws SAXException {
    if (inCode) {
      out.end("pre");
      inCode = false;
    }
  }

  /** Text boxes and charts that hang at the paragraph. */
  private void extras() throws IOException, SAXException {
    List<Element> boxes = runs.drawings().takeBoxes();
    List<Element> graphics = runs.drawings().takeGraphics();
    if (!boxes.isEmpty() || !graphics.isEmpty()) {
      endCode();
      lists.end(inCell);
    }
    for (Element box : boxes) {
      for (Element block : box.children()) {
        write(block);
      }
      endParagraphs();
      lists.end(inCell);
    }
    for (Element graphic : graphics) {
      write(graphic);
    }
  }
}
