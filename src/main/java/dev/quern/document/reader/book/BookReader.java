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
import java.util.Set;
import java.util.TreeSet;
import org.apache.tika.exception.EncryptedDocumentException;
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

  /**
   * What the chapters share.
   *
   * @param name the package document
   * @param encrypted the names of the files that are
   * @param marked the notes that have marks so far
   */
  private record Book(
      ZipParts parts, String name, Set<String> encrypted, Map<String, String> marked) {}

  private final PageReader pages;

  public BookReader(PageReader pages) {
    this.pages = pages;
  }

  @Override
  public void read(Path file, Xhtml out, FileNotes notes) throws IOException, SAXException {
    try (ZipParts parts = new ZipParts(file)) {
      String name = packageName(parts);
      Document tree =
          parts.tree(name).orElseThrow(() -> new IOException("it has no package document"));
      Book book = new Book(parts, name, encrypted(parts), new HashMap<>());
      Map<String, Element> manifest = new HashMap<>();
      for (Element element : Xml.named(tree, "item")) {
        manifest.put(element.attr("id"), element);
      }
      int read = 0;
      List<Element> spine = Xml.named(tree, "itemref");
      for (Element element : spine) {
        read += chapter(book, manifest.get(element.attr("idref")), element, out, notes);
      }
      if (spine.isEmpty()) {
        notes.add(
            "The book does not say in which order its chapters are: they were read as listed.");
        for (Element element : Xml.named(tree, "item")) {
          if (element.attr("media-type").contains("html")) {
            read += chapter(book, element, element, out, notes);
          }
        }
      }
      if (read == 0) {
        throw new IOException("none of its chapters is there");
      }
    }
  }

  /** The files that are encrypted (EPUB's Open Container Format), as DRM does; fonts often are. */
  private static Set<String> encrypted(ZipParts parts) throws IOException {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    Document tree = parts.tree("META-INF/encryption.xml").orElseGet(Xml::empty);
    for (Element reference : Xml.named(tree, "CipherReference")) {
      names.add(parts.find("", reference.attr("URI")));
    }
    return names;
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
      Book book, @Nullable Element item, Element itemref, Xhtml out, FileNotes notes)
      throws IOException, SAXException {
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
    ZipParts parts = book.parts();
    String name = parts.find(book.name(), href);
    if (book.encrypted().contains(name)) {
      throw new IOException(new EncryptedDocumentException("its chapters are encrypted"));
    }
    if (!parts.has(name)) {
      notes.add("The chapter '" + href + "' is named in the book but is not in the file.");
      return 0;
    }
    try (InputStream in = parts.open(name)) {
      pages.chapter(
          in.readNBytes(LARGEST_CHAPTER), new BookChapter(parts, name, book.marked()), out);
      return 1;
    } catch (IOException e) {
      notes.add("The chapter '" + href + "' cannot be read (" + e.getMessage() + ").");
      return 0;
    }
  }
}
