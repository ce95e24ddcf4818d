package dev.quern.document.reader.word;

import dev.quern.document.markup.DocumentReader;
import dev.quern.document.markup.FileNotes;
import dev.quern.document.markup.Prefixes;
import dev.quern.document.markup.Xhtml;
import dev.quern.document.markup.Xml;
import dev.quern.document.reader.office.Relations;
import dev.quern.document.reader.office.ZipParts;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.parser.Parser;
import org.jsoup.parser.StreamParser;
import org.xml.sax.SAXException;

/**
 * Reads docx with changes accepted: no deletions, no hidden text, no comments, no running headers.
 * One block of the body is in memory at a time. Tika's and POI's models of a docx know neither
 * hidden text, formulas nor the position of footnotes, so the XML is read here.
 */
public final class WordReader implements DocumentReader {

  @Override
  public void read(Path file, Xhtml out, FileNotes notes) throws IOException, SAXException {
    try (ZipParts parts = new ZipParts(file)) {
      String main = Relations.of(parts, "").first("/officeDocument").orElse("word/document.xml");
      if (!parts.has(main)) {
        main = "word/document.xml";
      }
      WordContext context = WordContext.of(parts, main, notes);
      WordBlocks blocks = new WordBlocks(context, out);
      out.start("body");
      try (Reader reader = Xml.reader(parts.open(main));
          StreamParser stream = new StreamParser(Parser.xmlParser()).parse(reader, "")) {
        Element block = stream.selectNext("*|body > *");
        Prefixes prefixes = new Prefixes(block == null ? Xml.empty() : root(block));
        while (block != null) {
          prefixes.rename(block);
          blocks.write(block);
          forget(block);
          block = stream.selectNext("*|body > *");
        }
      }
      blocks.end();
      out.end("body");
    }
  }

  private static Element root(Element block) {
    Element body = block.parent();
    Element document = body == null ? null : body.parent();
    return document == null ? block : document;
  }

  /** Releases what precedes the block; the parser may still be inside the block itself. */
  private static void forget(Element block) {
    Node before = block.previousSibling();
    while (before != null) {
      before.remove();
      before = block.previousSibling();
    }
    block.empty();
  }

  /** Whether a toggle property is on (ECMA-376 Part 1, 17.17.4). */
  static boolean isOn(Element properties, String name) {
    Element property = Xml.child(properties, name);
    return !property.tagName().equals("none") && !property.attr("w:val").matches("0|false|off");
  }
}
