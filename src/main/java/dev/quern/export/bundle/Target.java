package dev.quern.export.bundle;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/** Where the files of an export go, one after the other. */
public interface Target extends Closeable {

  /**
   * Begins a file, by its path in the bundle; the one before is at its end then. Nobody else closes
   * what is given.
   */
  OutputStream begin(String path) throws IOException;

  /** A single file straight into a stream, which stays open. */
  static Target single(OutputStream out) {
    return new Target() {
      @Override
      public OutputStream begin(String path) {
        return out;
      }

      @Override
      public void close() throws IOException {
        out.flush();
      }
    };
  }
}
