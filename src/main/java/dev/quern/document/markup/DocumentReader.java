package dev.quern.document.markup;

import java.io.IOException;
import java.nio.file.Path;
import org.xml.sax.SAXException;

/** Reads one format as its readers see it, as XHTML events in reading order. */
public interface DocumentReader {

  /**
   * Reads the document.
   *
   * @param file where it is
   * @param out takes its text
   * @param notes takes what could not be read
   * @throws IOException when it cannot be read at all
   */
  void read(Path file, Xhtml out, FileNotes notes) throws IOException, SAXException;
}
