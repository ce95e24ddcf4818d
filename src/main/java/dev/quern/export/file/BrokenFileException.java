package dev.quern.export.file;

import java.io.IOException;

/** A file that cannot be read any further; the message tells its sender why. */
public class BrokenFileException extends IOException {

  public BrokenFileException(String message, @org.jspecify.annotations.Nullable Exception cause) {
    super(message, cause);
  }
}
