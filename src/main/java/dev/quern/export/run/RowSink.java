package dev.quern.export.run;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The receiver of the rows that the route {@code export} reads. */
public interface RowSink {

  /** The rows that it wants. */
  Rows rows();

  /** Receives the next row, with its columns by name; returns false if it wants no more. */
  boolean take(Map<String, Object> row) throws IOException;

  /** Called after the last row. */
  void end() throws IOException;

  /** The kind of rows as routes name it. */
  default String kind() {
    return rows().kind().text();
  }

  /** The conditions in their statement. */
  default String where() {
    return rows().where();
  }

  /** The parameters of their statement. */
  default Map<String, @Nullable Object> parameters() {
    return rows().parameters();
  }
}
