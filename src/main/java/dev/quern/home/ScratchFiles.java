package dev.quern.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Creates temporary files in {@code tmp/} of the home. Java's own methods without a folder read
 * {@code java.io.tmpdir} before Quern knows its home.
 */
public final class ScratchFiles {

  private ScratchFiles() {}

  /** Creates an empty file, which the caller deletes. */
  public static Path file(String prefix, String suffix) throws IOException {
    return Files.createTempFile(place(), prefix, suffix);
  }

  /** Creates an empty folder, which the caller deletes. */
  public static Path folder(String prefix) throws IOException {
    return Files.createTempDirectory(place(), prefix);
  }

  private static Path place() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }
}
