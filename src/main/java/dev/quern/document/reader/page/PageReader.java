package dev.quern.document.reader.page;

import dev.quern.document.markup.DocumentReader;
import dev.quern.document.markup.FileNotes;
import dev.quern.document.markup.Xhtml;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.tika.detect.EncodingDetector;
import org.apache.tika.metadata.Metadata;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/** Reads pages of HTML and XHTML with jsoup. */
public final class PageReader implements DocumentReader {

  private final EncodingDetector charsets;

  /** Finds charsets with {@code charsets}, which looks at the bytes and at what the page says. */
  public PageReader(EncodingDetector charsets) {
    this.charsets = charsets;
  }

  @Override
  public void read(Path file, Xhtml out, FileNotes notes) throws IOException, SAXException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 21)) {
      String charset = charsets.detect(in, new Metadata()).name();
      write(Jsoup.parse(in, charset, "", Parser.htmlParser()), null, out);
    }
  }

  /** A page that is XHTML by its media type. */
  public void xhtml(Path file, Xhtml out, FileNotes notes) throws IOException, SAXException {
    write(xhtml(Files.readAllBytes(file)), null, out);
  }

  /** A page out of a text, as in the body of a mail. */
  public static void read(String html, Xhtml out) throws SAXException {
    write(Jsoup.parse(html), null, out);
  }

  /** A chapter of a book, XHTML by its kind. */
  public void chapter(byte[] content, Chapter chapter, Xhtml out) throws IOException, SAXException {
    Document page = xhtml(content);
    for (Element link : page.select("link[rel=stylesheet]")) {
      String rules = chapter.styleSheet(link.attr("href"));
      body(page).appendElement("style").attr("media", link.attr("media")).appendText(rules);
    }
    write(page, chapter, out);
  }

  private Document xhtml(byte[] content) throws IOException {
    Charset charset = charsets.detect(new ByteArrayInputStream(content), new Metadata());
    // Before the declaration of XML, nothing may stand.
    return XhtmlParser.parse(new String(content, charset).replaceFirst("^[\\uFEFF\\s]+", ""));
  }

  private static void write(Document page, @Nullable Chapter chapter, Xhtml out)
      throws SAXException {
    HiddenElements.remove(page);
    if (chapter == null) {
      MainPart.keep(page);
    }
    feetLast(page);
    ListParagraphs.asLists(page);
    PageNotes.mark(page, chapter);
    NestedTables.moveOut(page);
    CellHeadings.asWords(page);
    out.start("body");
    new PageEvents(out).children(body(page));
    out.end("body");
  }

  /** In HTML 4 the foot of a table stands before its body, and yet is shown behind it. */
  private static void feetLast(Document page) {
    for (Element table : page.select("table:has(> tfoot)")) {
      table.select("> tfoot").forEach(table::appendChild);
    }
  }

  private static Element body(Document page) {
    for (Element element : page.getAllElements()) {
      if (element.normalName().equals("body")) {
        return element;
      }
    }
    return page;
  }
}
