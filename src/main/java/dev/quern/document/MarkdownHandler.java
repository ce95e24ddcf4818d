package dev.quern.document;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Turns Tika's XHTML events into Markdown as they come; what is held is a block, or a hundred rows.
 * White space is treated as the format does: {@link ParagraphText} does that and finds what formats
 * only show by the look.
 */
class MarkdownHandler extends DefaultHandler {

  private static final Set<String> SKIPPED =
      Set.of("head", "script", "style", "template", "noscript", "nav");

  private static final Set<String> BLOCKS =
      Set.of(
          "p",
          "div",
          "section",
          "article",
          "header",
          "footer",
          "main",
          "aside",
          "address",
          "dl",
          "dt",
          "dd",
          "figure",
          "figcaption",
          "form",
          "fieldset",
          "hr",
          "tr",
          "td",
          "th",
          "caption",
          "body",
          "details",
          "summary",
          "option",
          "thead",
          "tbody",
          "tfoot",
          "center",
          "title");

  private static final Set<String> LINKS = Set.of("http:", "https:", "mailto:", "ftp:");

  /** A block longer than this is written in parts, cut at white space. */
  private static final int LONGEST_BLOCK = 1_000_000;

  private final MarkdownBlocks blocks;
  private final ParagraphText paragraphs;
  private final Deque<Table> tables = new ArrayDeque<>();
  private final Deque<Link> links = new ArrayDeque<>();
  private final StringBuilder text = new StringBuilder();
  private String paragraphClass = "";
  private int skipped;
  private int preformatted;
  private int heading;
  private int nested;
  private final boolean web;

  private record Link(int start, @Nullable String href) {}

  /** An open table; in a layout table (HTML that puts blocks in cells) cells are only blocks. */
  private static final class Table {
    private @Nullable PipeTable rows;
    private final List<String> cells = new ArrayList<>();
    private boolean inCell;
    private boolean layout;
  }

  /**
   * @param out where the Markdown goes
   * @param layout how the format's text lies
   * @param titles the headings a PDF's outline names, by {@link PageLines#key}, with their level
   */
  MarkdownHandler(MarkdownFile out, DocumentLayout layout, Map<String, Integer> titles) {
    this.web = layout == DocumentLayout.WEB;
    this.blocks = new MarkdownBlocks(out);
    this.paragraphs = new ParagraphText(blocks, layout, titles);
  }

  @Override
  public void startElement(String uri, String localName, String qName, Attributes attributes)
      throws SAXException {
    String name = name(localName, qName);
    if (skipped > 0 || SKIPPED.contains(name)) {
      skipped++;
      return;
    }
    try {
      start(name, attributes);
    } catch (IOException e) {
      throw new SAXException(e);
    }
  }

  @Override
  public void endElement(String uri, String localName, String qName) throws SAXException {
    if (skipped > 0) {
      skipped--;
      return;
    }
    try {
      end(name(localName, qName));
    } catch (IOException e) {
      throw new SAXException(e);
    }
  }

  private void start(String name, Attributes attributes) throws IOException {
    String itsClass = attribute(attributes, "class");
    switch (name) {
      case "h1", "h2", "h3", "h4", "h5", "h6" -> {
        openCellAsBlock();
        flush();
        heading = name.charAt(1) - '0';
      }
      case "ul", "ol" -> {
        flush();
        paragraphs.endTable();
        blocks.startList(name.equals("ol"));
      }
      case "li" -> {
        flush();
        blocks.startItem();
      }
      case "pre" -> {
        openCellAsBlock();
        flush();
        preformatted++;
      }
      case "blockquote" -> {
        flush();
        blocks.startQuote();
      }
      case "table" -> {
        openCellAsBlock();
        flush();
        if (inCell()) {
          nested++;
        } else {
          tables.push(new Table());
        }
      }
      case "td", "th" -> startCell();
      case "br" -> text.append(ParagraphText.LINE_BREAK);
      case "a" -> links.push(new Link(text.length(), attributes.getValue("href")));
      default -> {
        if (BLOCKS.contains(name)) {
          flush();
          paragraphClass = itsClass;
          paragraphs.enter(name, itsClass);
        }
      }
    }
  }

  private void end(String name) throws IOException {
    switch (name) {
      case "h1", "h2", "h3", "h4", "h5", "h6" -> {
        flush();
        heading = 0;
      }
      case "ul", "ol" -> {
        flush();
        blocks.endList();
      }
      case "li" -> flush();
      case "pre" -> {
        flush();
        preformatted = Math.max(0, preformatted - 1);
      }
      case "blockquote" -> {
        flush();
        blocks.endQuote();
      }
      case "table" -> endTable();
      case "tr" -> endRow();
      case "td", "th" -> endCell();
      case "a" -> endLink();
      default -> {
        if (BLOCKS.contains(name)) {
          flush();
          paragraphClass = "";
        }
      }
    }
  }

  @Override
  public void characters(char[] buffer, int start, int length) throws SAXException {
    if (skipped > 0) {
      return;
    }
    text.append(buffer, start, length);
    if (text.length() > LONGEST_BLOCK && heading == 0 && tables.isEmpty()) {
      try {
        flush();
      } catch (IOException e) {
        throw new SAXException(e);
      }
    }
  }

  @Override
  public void ignorableWhitespace(char[] buffer, int start, int length) throws SAXException {
    characters(buffer, start, length);
  }

  @Override
  public void endDocument() throws SAXException {
    try {
      flush();
      nested = 0;
      while (!tables.isEmpty()) {
        endTable();
      }
      paragraphs.endTable();
    } catch (IOException e) {
      throw new SAXException(e);
    }
  }

  /** Writes the block that was gathered; inside a cell it only ends a word. */
  private void flush() throws IOException {
    if (inCell()) {
      text.append(' ');
      return;
    }
    String block = text.toString();
    text.setLength(0);
    if (block.isBlank()) {
      return;
    }
    if (heading > 0) {
      paragraphs.heading(heading, block);
    } else if (preformatted > 0) {
      blocks.code(block.startsWith("\n") ? block.substring(1) : block);
    } else {
      paragraphs.paragraph(block, paragraphClass);
    }
  }

  private boolean inCell() {
    Table table = tables.peek();
    return table != null && table.inCell && !table.layout;
  }

  private void startCell() throws IOException {
    Table table = tables.peek();
    flush();
    if (table != null && nested == 0) {
      table.inCell = true;
    }
  }

  private void endCell() throws IOException {
    Table table = tables.peek();
    if (table == null || table.layout || nested > 0) {
      flush();
    } else if (table.inCell) {
      table.cells.add(text.toString().replace(ParagraphText.LINE_BREAK, ' '));
      text.setLength(0);
      table.inCell = false;
    }
  }

  private void endRow() throws IOException {
    Table table = tables.peek();
    flush();
    if (table == null || table.layout || nested > 0 || table.cells.isEmpty()) {
      return;
    }
    if (table.cells.stream().allMatch(String::isBlank)) {
      table.cells.clear();
      return;
    }
    if (table.rows == null) {
      paragraphs.beginTable();
      table.rows = blocks.table();
    }
    table.rows.row(table.cells);
    table.cells.clear();
  }

  private void endTable() throws IOException {
    Table table = tables.peek();
    if (table == null || nested > 0) {
      nested = Math.max(0, nested - 1);
      return;
    }
    if (table.inCell) {
      endCell();
    }
    if (!table.cells.isEmpty()) {
      endRow();
    }
    flush();
    if (table.rows != null) {
      blocks.endTable(table.rows);
    }
    tables.pop();
    flush();
  }

  /** A heading, code or table in a cell: the table around it was only for the layout. */
  private void openCellAsBlock() throws IOException {
    Table table = tables.peek();
    if (!web || table == null || !table.inCell || table.layout) {
      return;
    }
    if (table.rows != null) {
      blocks.endTable(table.rows);
      table.rows = null;
    }
    table.layout = true;
    String open = text.toString();
    text.setLength(0);
    for (String cell : table.cells) {
      if (!cell.isBlank()) {
        paragraphs.paragraph(cell, "");
      }
    }
    table.cells.clear();
    text.append(open);
  }

  private void endLink() {
    Link link = links.poll();
    if (link == null || link.href() == null || link.start() > text.length()) {
      return;
    }
    String href = link.href().strip();
    String label = text.substring(link.start()).strip();
    boolean meaningful =
        LINKS.contains(href.substring(0, href.indexOf(':') + 1).toLowerCase(Locale.ROOT));
    if (!meaningful || label.isEmpty() || heading > 0 || preformatted > 0) {
      return;
    }
    if (!href.equals(label) && !href.equals("mailto:" + label)) {
      int start = text.indexOf(label, link.start());
      String target =
          href.matches("[^\\s()<>]+") ? href : "<" + href.replaceAll("\\s", "%20") + ">";
      text.replace(start, start + label.length(), "[" + label + "](" + target + ")");
    }
  }

  private static String name(String localName, String qName) {
    String name = localName == null || localName.isEmpty() ? qName : localName;
    return name.toLowerCase(Locale.ROOT);
  }

  private static String attribute(Attributes attributes, String name) {
    String value = attributes.getValue(name);
    return value == null ? "" : value;
  }
}
