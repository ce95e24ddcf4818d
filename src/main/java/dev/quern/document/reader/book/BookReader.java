package dev.quern.document.reader.book;

import dev.quern.document.markup.DocumentReader;
import dev.quern.document.markup.FileNotes;
import dev.quern.document.markup.Xhtml;
import dev.quern.document.markup.Xml;
import dev.quern.document.reader.office.ZipParts;
import dev.quern.document.reader.page.PageReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/**
 * Reads an EPUB (W3C EPUB 3.3, and 2) in the order of its spine. A chapter that is missing or
 * unreadable is noted; the table of contents is left out.
 */
public final class BookReader implements DocumentReader {

  private static final int LARGEST_CHAPTER = 100_000_000;

  private final PageReader pages;

  public BookReader(PageReader pages) {
    this.pages = pages;
  }

  @Override
  public void read(Path file, Xhtml out, FileNotes notes) throws IOException, SAXException {
    try (ZipParts parts = new ZipParts(file)) {
      String name = packageName(parts);
      Map<String, String> marked = new HashMap<>();
      Document book =
          parts.tree(name).orElseThrow(() -> new IOException("it has no package document"));
      Map<String, Element> manifest = new HashMap<>();
      for (Element element : book.getAllElements()) {
        if (Xml.local(element).equals("item")) {
          manifest.put(element.attr("id"), element);
        }
      }
      int read = 0;
      for (Element element : book.getAllElements()) {
        if (Xml.local(element).equals("itemref")) {
          read +=
              chapter(
                  parts, name, manifest.get(element.attr("idref")), element, marked, out, notes);
        }
      }
      if (Xml.named(book, "itemref").isEmpty()) {
        notes.add(
            "The book does not say in which order its chapters are: they were read as listed.");
        for (Element element : Xml.named(book, "item")) {
          if (element.attr("media-type").contains("html")) {
            read += chapter(parts, name, element, element, marked, out, notes);
          }
        }
      }
      if (read == 0) {
        throw new IOException("none of its chapters is there");
      }
    }
  }

  private static String packageName(ZipParts parts) throws IOException {
    Document container = parts.tree("META-INF/container.xml").orElse(new Document(""));
    for (Element element : container.getAllElements()) {
      if (Xml.local(element).equals("rootfile")) {
        String path = parts.find("", element.attr("full-path"));
        if (parts.has(path)) {
          return path;
        }
      }
    }
    return parts.names().stream()
        .filter(name -> name.toLowerCase(Locale.ROOT).endsWith(".opf"))
        .findFirst()
        .orElse("content.opf");
  }

  private int chapter(
      ZipParts parts,
      String book,
      @Nullable Element item,
      Element itemref,
      Map<String, String> marked,
      Xhtml out,
      FileNotes notes)
      throws SAXException {
    if (item == null) {
      notes.add("The book names a chapter '" + itemref.attr("idref") + "' that it does not list.");
      return 0;
    }
    String href = item.attr("href");
    boolean contents = List.of(item.attr("properties").split("\\s+")).contains("nav");
    String type = item.attr("media-type");
    if (contents || type.startsWith("image/") && !type.contains("svg")) {
      return 1;
    }
    String name = parts.find(book, href);
    if (!parts.has(name)) {
      notes.add("The chapter '" + href + "' is named in the book but is not in the file.");
      return 0;
    }
    try (InputStream in = parts.open(name)) {
      pages.chapter(in.readNBytes(LARGEST_CHAPTER), new BookChapter(parts, name, marked), out);
      return 1;
    } catch (IOException e) {
      notes.add("The chapter '" + href + "' cannot be read (" + e.getMessage() + ").");
      return 0;
    }
  }
}
