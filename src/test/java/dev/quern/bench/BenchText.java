package dev.quern.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A text that splits into exactly so many chunks, no two the same. */
final class BenchText {

  private static final String DELIMITER = "\n=====\n";
  private static final String PROSE =
      "The miller lifts the stone a hair when the grain is damp, and listens. A quern is turned by"
          + " hand, a mill by water or wind; both grind between two stones. ";

  private BenchText() {}

  /** The configuration of text-processing that makes one chunk of each part. */
  static Map<String, Object> splitting() {
    return Map.of("strategy", "delimiter", "delimiter", DELIMITER, "chunk_size", 1500);
  }

  /**
   * Writes the text.
   *
   * @param length of a part with its delimiter, in characters, which are bytes here
   */
  static Path write(Path file, int parts, int length) {
    String filler = PROSE.repeat(length / PROSE.length() + 1);
    try {
      Files.createDirectories(file.getParent());
      try (BufferedWriter out = Files.newBufferedWriter(file)) {
        for (int part = 0; part < parts; part++) {
          String head = file.getFileName() + ", part " + part + ". ";
          out.write(head);
          out.write(filler, 0, length - head.length() - DELIMITER.length() - 1);
          out.write('.');
          out.write(DELIMITER);
        }
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("The text for the benchmark cannot be written", e);
    }
  }
}
