package dev.quern.document.reader.word;

import dev.quern.document.markup.ListLevels;
import dev.quern.document.markup.Xhtml;
import dev.quern.document.markup.Xml;
import dev.quern.document.reader.office.Charts;
import java.io.IOException;
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

  private final WordContext context;
  private final Xhtml out;
  private final ListLevels lists;
  private final WordRuns runs;
  private final WordTables tables;
  private boolean inCell;
  private int unnumbered;
  private boolean goesOn;
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
        endList();
        tables.write(block);
      }
      case "w:sdt", "w:sdtContent", "w:customXml", "w:smartTag", "w:ins", "w:moveTo" -> {
        for (Element child : block.children()) {
          write(child);
        }
      }
      case "w:altChunk" ->
          context.notes().add("A document that is embedded in the text as a whole was not read.");
      default -> {}
    }
    if (!lists.isOpen() && !inCell) {
      notes();
    }
  }

  void end() throws IOException, SAXException {
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

  private void paragraph(Element p) throws IOException, SAXException {
    Element properties = Xml.child(p, "w:pPr");
    Element mark = Xml.child(properties, "w:rPr");
    boolean joined = Xml.has(mark, "w:del") || Xml.has(mark, "w:moveFrom");
    if (goesOn) {
      runs.write(p);
    } else {
      start(p, properties);
    }
    goesOn = joined;
    if (!goesOn && !open.isEmpty()) {
      out.end(open);
      open = "";
    }
    extras();
  }

  private void start(Element p, Element properties) throws IOException, SAXException {
    String style = Xml.child(properties, "w:pStyle").attr("w:val");
    WordNumbering.Place place = context.numbering().place(properties, style);
    int heading = inCell ? 0 : context.styles().headingLevel(style, properties);
    boolean empty = runs.isEmpty(p);
    if (heading > 0) {
      endList();
      open = "h" + heading;
      out.start(open);
      if (place != null && !empty) {
        String number = context.numbering().next(place);
        out.text(number.equals("-") || number.isEmpty() ? "" : number + " ");
      }
    } else if (empty) {
      open = "";
    } else {
      item(place, context.styles().name(style));
    }
    runs.write(p);
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
    List<Element> boxes = runs.takeBoxes();
    List<String> charts = runs.takeCharts();
    if (!boxes.isEmpty() || !charts.isEmpty()) {
      endList();
    }
    for (Element box : boxes) {
      for (Element block : box.children()) {
        write(block);
      }
      endList();
    }
    for (String chart : charts) {
      Charts.write(context.parts(), chart, out);
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
