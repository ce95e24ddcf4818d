package dev.quern.export.file;

import dev.quern.export.format.Field;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/** The form of a file of records. Each bean of this type is one; a new one takes one class. */
public interface FileForm {

  /** The name that a request gives, and the end of a file's name: {@code jsonl}. */
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
   * @param source where it comes from; a form that reads from the end asks for a file
   * @param fields what is expected, by which cells without types are read
   */
  RecordReader read(Source source, List<Field> fields) throws IOException;

  /** Where a file to be read lies: on the disk, or still in a stream. */
  interface Source {

    /** Its bytes, once. */
    java.io.InputStream stream() throws IOException;

    /** The same as a file. */
    Path file() throws IOException;
  }
}
