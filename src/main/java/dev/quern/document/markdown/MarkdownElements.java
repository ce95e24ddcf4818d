package dev.quern.document.markdown;

import dev.quern.document.markup.InlineMarks;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.xml.sax.Attributes;

/** What each element of XHTML makes of the text inside. */
final class MarkdownElements {

  private static final Set<String> BLOCKS =
      Set.of(
          ("p div section article header footer main aside address dl dt dd figure figcaption form"
                  + " fieldset hr tr td th caption body details summary option thead tbody tfoot"
                  + " center title")
              .split(" "));

  private final MarkdownBlocks blocks;
  private final ParagraphText paragraphs;
  private final OpenBlock block;
  private final StringBuilder text;
  private final PageLinks links;
  private final InlineMarks marks;
  private final OpenTables tables;

  MarkdownElements(MarkdownFile out, DocumentLayout layout, Map<String, Integer> titles) {
    this.blocks = new MarkdownBlocks(out);
    this.paragraphs = new ParagraphText(blocks, layout, titles);
    this.block = new OpenBlock(blocks, paragraphs);
    this.text = block.text();
    this.links = new PageLinks(text);
    this.marks = new InlineMarks(text);
    boolean web = layout == DocumentLayout.WEB;
    this.tables = new OpenTables(blocks, paragraphs, text, web, this::flush);
  }

  void start(String name, Attributes attributes) throws IOException {
    switch (name) {
      case "h1", "h2", "h3", "h4", "h5", "h6" -> {
        tables.openCellAsBlock();
        flush();
        block.heading(name.charAt(1) - '0');
      }
      case "ul", "ol" -> {
        flush();
        blocks.startList(name.equals("ol"), number(attributes, "start", 1));
      }
      case "li" -> {
        flush();
        int value = number(attributes, "value", 0);
        String marker = attributes.getValue("data-marker");
        if (tables.inCell()) {
          text.append(blocks.itemInCell(value, marker));
        } else {
          blocks.startItem(value, marker);
        }
      }
      case "x-markdown" -> {
        flush();
        block.asItIs(true);
      }
      case "pre" -> {
        tables.openCellAsBlock();
        flush();
        block.startCode(value(attributes, "data-language"));
      }
      case "blockquote" -> {
        flush();
        blocks.startQuote();
      }
      case "table" -> tables.start();
      case "td", "th" ->
          tables.startCell(number(attributes, "colspan", 1), number(attributes, "rowspan", 1));
      case "br" -> text.append(ParagraphText.LINE_BREAK);
      case "a" -> {
        if (!value(attributes, "href").isEmpty()) {
          marks.cut();
        }
        links.start(attributes.getValue("href"));
      }
      case "img" -> image(value(attributes, "alt").strip(), value(attributes, "src"));
      default -> {
        if (InlineMarks.isMark(name)) {
          marks.start(name);
        } else if (BLOCKS.contains(name)) {
          flush();
          String paragraphClass = value(attributes, "class");
          block.paragraphClass(paragraphClass);
          paragraphs.enter(name, paragraphClass);
        }
      }
    }
  }

  void end(String name) throws IOException {
    switch (name) {
      case "h1", "h2", "h3", "h4", "h5", "h6" -> {
        flush();
        block.heading(0);
      }
      case "ul", "ol" -> {
        flush();
        blocks.endList(tables.inCell());
      }
      case "li" -> flush();
      case "x-markdown" -> {
        flush();
        block.asItIs(false);
      }
      case "pre" -> {
        flush();
        block.endCode();
      }
      case "blockquote" -> {
        flush();
        blocks.endQuote();
      }
      case "table" -> tables.end();
      case "tr" -> tables.endRow();
      case "td", "th" -> {
        tables.endCell();
        if (text.isEmpty()) {
          links.restart();
        }
      }
      case "a" -> links.end(!block.isHeading() && !block.isCode());
      default -> {
        if (InlineMarks.isMark(name)) {
          marks.end(name, block.isCode());
        } else if (BLOCKS.contains(name)) {
          flush();
          block.paragraphClass("");
        }
      }
    }
  }

  void text(char[] buffer, int start, int length) throws IOException {
    text.append(buffer, start, length);
    if (block.isTooLong() && tables.isEmpty()) {
      block.writePart();
      links.restart();
    }
  }

  /** Writes what is still open. */
  void endAll() throws IOException {
    flush();
    tables.endAll();
  }

  /** Writes the block that was gathered; inside a cell it only ends a word. */
  private void flush() throws IOException {
    if (tables.inCell()) {
      text.append(' ');
      return;
    }
    block.write();
    links.restart();
  }

  private void image(String alternative, String source) {
    if (!alternative.isEmpty()) {
      String target = source.matches("(?i)(?!data:)[^\\s()<>]{1,200}") ? source : "";
      text.append("![").append(alternative.replaceAll("\\s+", " ")).append("](");
      text.append(target).append(")");
    }
  }

  private static String value(Attributes attributes, String name) {
    String value = attributes.getValue(name);
    return value == null ? "" : value;
  }

  private static int number(Attributes attributes, String name, int otherwise) {
    String value = value(attributes, name).strip();
    return value.matches("-?\\d{1,6}") ? Integer.parseInt(value) : otherwise;
  }
}
