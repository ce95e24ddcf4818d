package dev.quern.document.reader.odf;

import dev.quern.document.markup.DocumentReader;
import dev.quern.document.markup.FileNotes;
import dev.quern.document.markup.Xhtml;
import dev.quern.document.markup.Xml;
import dev.quern.document.reader.office.ZipParts;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.tika.exception.EncryptedDocumentException;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.xml.sax.SAXException;

/**
 * Reads odt, ods and odp with changes accepted: no deletions, hidden text, comments, running
 * headers. Tika's parser puts comments and deletions into the sentences.
 */
public final class OdfReader implements DocumentReader {

  @Override
  public void read(Path file, Xhtml out, FileNotes notes) throws IOException, SAXException {
    try (ZipParts parts = new ZipParts(file)) {
      Document manifest = parts.tree("META-INF/manifest.xml").orElseGet(Xml::empty);
      if (!manifest.getElementsByTag("manifest:encryption-data").isEmpty()) {
        throw new IOException(new EncryptedDocumentException("its parts are encrypted"));
      }
      Document content =
          parts.tree("content.xml").orElseThrow(() -> new IOException("it has no content.xml"));
      if (content.getElementsByTag("office:body").isEmpty()) {
        throw new IOException("its content.xml has no body");
      }
      OdfStyles styles = OdfStyles.of(content, parts.tree("styles.xml"));
      OdfBlocks text = new OdfBlocks(styles, parts, out);
      OdfTables tables = new OdfTables(text, styles, out);
      text.use(tables);
      out.start("body");
      for (Element body : content.getElementsByTag("office:body")) {
        for (Element kind : body.children()) {
          switch (kind.tagName()) {
            case "office:spreadsheet" -> tables.sheets(kind);
            case "office:presentation" -> new OdfSlides(text, styles, out).write(kind);
            default -> text.blocks(kind);
          }
        }
      }
      out.end("body");
    }
  }
}
