package dev.quern.document.parser;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.apache.tika.mime.MediaType;

/**
 * A PDF behind something else, such as the head of the mail or of the HTTP reply that it came with.
 * Tika looks for its mark in the first kilobyte alone, and takes the file for text.
 */
final class LatePdf {

  private static final String MARK = "%PDF-";
  private static final int LOOKED_THROUGH = 64 * 1024;

  /** What such a beginning is taken for. */
  private static final Set<String> TEXTS = Set.of("text", "message");

  private LatePdf() {}

  /** The detected type, or PDF where the file is called one and holds its mark. */
  static MediaType known(MediaType detected, String name, Path file) throws IOException {
    boolean open = TEXTS.contains(detected.getType()) || detected.equals(MediaType.OCTET_STREAM);
    if (!open || !name.toLowerCase(Locale.ROOT).endsWith(".pdf")) {
      return detected;
    }
    try (InputStream in = Files.newInputStream(file)) {
      String start = new String(in.readNBytes(LOOKED_THROUGH), StandardCharsets.ISO_8859_1);
      return start.contains(MARK) ? MediaType.application("pdf") : detected;
    }
  }
}
