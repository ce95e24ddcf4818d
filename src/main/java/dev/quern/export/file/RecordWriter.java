package dev.quern.export.file;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A file that is being written. Not thread-safe. */
public interface RecordWriter {

  /** Writes one record; fields that it lacks are null. */
  void write(Map<String, @Nullable Object> record) throws IOException;

  /** Writes the end of the file, and flushes. */
  void end() throws IOException;
}
