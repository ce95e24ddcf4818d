package dev.quern.document.reader.rtf;

import dev.quern.document.markup.DocumentReader;
import dev.quern.document.markup.FileNotes;
import dev.quern.document.markup.Xhtml;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.xml.sax.SAXException;

/**
 * Reads RTF. Tika's parser knows neither cells nor headings nor list levels, and puts notes inside
 * their sentences.
 */
public final class RtfReader implements DocumentReader {

  @Override
  public void read(Path file, Xhtml out, FileNotes notes) throws IOException, SAXException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      read(in, out);
    }
  }

  /** RTF that is inside something else, as the body of a message; its bytes as characters. */
  public static void read(String rtf, Xhtml out) throws IOException, SAXException {
    read(new ByteArrayInputStream(rtf.getBytes(StandardCharsets.ISO_8859_1)), out);
  }

  private static void read(InputStream in, Xhtml out) throws IOException, SAXException {
    out.start("body");
    RtfGroups groups = new RtfGroups(out);
    new RtfScanner(in).scan(groups);
    groups.end();
    out.end("body");
  }
}
