package dev.quern.document.markup;

import java.io.IOException;
import java.nio.file.Path;
import org.xml.sax.SAXException;

/** Reads documents of one format, as they look to people, as XHTML events in reading order. */
public interface DocumentReader {

  /**
   * Reads the document.
   *
   * @param file the document
   * @param out receives its text
   * @param notes receives what could not be read
   * @throws IOException when it cannot be read at all
   */
  void read(Path file, Xhtml out, FileNotes notes) throws IOException, SAXException;
}
