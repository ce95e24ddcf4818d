package dev.quern.document.reader.word;

import dev.quern.document.markup.Xhtml;
import dev.quern.document.reader.mail.MailReader;
import dev.quern.document.reader.office.ZipParts;
import dev.quern.document.reader.page.PageReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.xml.sax.SAXException;

/** Whole documents in the place of blocks, which Word takes in when it opens the file. */
final class WordChunks {

  private WordChunks() {}

  /** Writes a page of HTML, archived or not; false for what is not there or is of another kind. */
  static boolean write(String part, ZipParts parts, Xhtml out) throws IOException, SAXException {
    if (!parts.has(part) || !part.matches("(?i).*\\.(x?html?|mht(ml)?)")) {
      return false;
    }
    try (InputStream in = parts.open(part)) {
      if (part.matches("(?i).*\\.mht(ml)?")) {
        MailReader.archivedPage(in, out);
        return true;
      }
      PageReader.read(new String(in.readAllBytes(), StandardCharsets.UTF_8), out);
      return true;
    }
  }
}
