package dev.quern.export.file;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A file that is being read. Not thread-safe. */
public interface RecordReader extends Closeable {

  /**
   * The next record; null at the end.
   *
   * @throws dev.quern.export.format.RefusedRecordException when this record is damaged but the next
   *     one can be read
   * @throws BrokenFileException when nothing more can be read
   */
  @Nullable Map<String, @Nullable Object> next() throws IOException;

  /** Where the record that was read last begins: its line, or in Parquet its number, from 1. */
  long line();
}
