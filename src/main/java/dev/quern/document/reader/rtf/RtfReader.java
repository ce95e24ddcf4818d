package dev.quern.document.reader.rtf;

import dev.quern.document.markup.DocumentReader;
import dev.quern.document.markup.FileNotes;
import dev.quern.document.markup.Xhtml;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
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
      out.start("body");
      RtfText text = new RtfText(out);
      new RtfScanner(in).scan(text);
      text.end();
      out.end("body");
    }
  }
}
