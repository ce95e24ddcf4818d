package dev.quern.export.file;

import dev.quern.export.format.Field;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/** The form of a file of records. Each bean of this type is one; adding one takes one class. */
public interface FileForm {

  /** The name in requests, and the extension of the file: {@code jsonl}. */
  String name();

  /** The media type of such a file. */
  String mediaType();

  /**
   * Begins a file of records with these fields; it writes in UTF-8 and never closes {@code out}.
   */
  RecordWriter write(List<Field> fields, OutputStream out) throws IOException;

  /**
   * Reads a file, from its first record on.
   *
   * @param source the source; a form that reads from the end asks for a file
   * @param fields the expected fields, which give types to cells without types
   */
  RecordReader read(Source source, List<Field> fields) throws IOException;

  /** The source of a file: the disk or a stream. */
  interface Source {

    /** Its bytes, once. */
    java.io.InputStream stream() throws IOException;

    /** The same as a file. */
    Path file() throws IOException;
  }
}
