package dev.quern;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes temporary files where the process has them, {@code tmp/} in the home. Java's own methods
 * without a folder read {@code java.io.tmpdir} before Quern knows its home.
 */
public final class Temporary {

  private Temporary() {}

  /** A new, empty file; whoever asks deletes it. */
  public static Path file(String prefix, String suffix) throws IOException {
    return Files.createTempFile(place(), prefix, suffix);
  }

  /** A new, empty folder; whoever asks deletes it. */
  public static Path folder(String prefix) throws IOException {
    return Files.createTempDirectory(place(), prefix);
  }

  private static Path place() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }
}
