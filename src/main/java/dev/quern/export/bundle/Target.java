package dev.quern.export.bundle;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/** The target of an export, which receives its files one after the other. */
public interface Target extends Closeable {

  /**
   * Begins a file by its path in the bundle, and ends the previous one. The caller must not close
   * the stream.
   */
  OutputStream begin(String path) throws IOException;

  /** A target that writes a single file into a stream, which stays open. */
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
