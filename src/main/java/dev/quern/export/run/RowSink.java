package dev.quern.export.run;

import dev.quern.export.format.Kind;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the route {@code export} reads rows for. */
public interface RowSink {

  /** Which rows. */
  Kind rows();

  /** The parameters of their statement. */
  Map<String, @Nullable Object> parameters();

  /** Takes the next row, its columns by their names; false when no more are wanted. */
  boolean take(Map<String, Object> row) throws IOException;

  /** All rows were taken. */
  void end() throws IOException;

  /** The kind as routes name it. */
  default String kind() {
    return rows().text();
  }
}
