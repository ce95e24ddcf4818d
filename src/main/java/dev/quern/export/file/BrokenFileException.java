package dev.quern.export.file;

import java.io.IOException;

/** A file that cannot be read on; the message says why, in words for whoever sent it. */
public class BrokenFileException extends IOException {

  public BrokenFileException(String message, @org.jspecify.annotations.Nullable Exception cause) {
    super(message, cause);
  }
}
