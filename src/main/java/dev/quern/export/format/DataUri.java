package dev.quern.export.format;

import java.util.Base64;
import java.util.Optional;

/** An image in a text: {@code data:image/png;base64,…} (RFC 2397). */
public record DataUri(String mediaType, byte[] content) {

  static String of(String mediaType, byte[] content) {
    return "data:" + mediaType + ";base64," + Base64.getEncoder().encodeToString(content);
  }

  /** The image of a data URI; empty for another text. */
  public static Optional<DataUri> read(String text) {
    int comma = text.indexOf(";base64,");
    if (!text.startsWith("data:image/") || comma < 0) {
      return Optional.empty();
    }
    try {
      byte[] content = Base64.getDecoder().decode(text.substring(comma + 8));
      return Optional.of(new DataUri(text.substring(5, comma), content));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
