package dev.quern.export.run;

import dev.quern.export.format.Kind;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The receiver of the rows that the route {@code export} reads. */
public interface RowSink {

  /** The kind of rows that it wants. */
  Kind rows();

  /** The parameters of their statement. */
  Map<String, @Nullable Object> parameters();

  /** Receives the next row, with its columns by name; returns false if it wants no more. */
  boolean take(Map<String, Object> row) throws IOException;

  /** Called after the last row. */
  void end() throws IOException;

  /** The kind as routes name it. */
  default String kind() {
    return rows().text();
  }
}
