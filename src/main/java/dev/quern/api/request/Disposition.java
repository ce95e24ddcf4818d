package dev.quern.api.request;

import java.nio.charset.StandardCharsets;
import org.springframework.web.util.UriUtils;

/**
 * The value of a Content-Disposition (RFC 6266). Spring encodes non-ASCII names as in mail (RFC
 * 2047), which clients that know only {@code filename} show literally.
 */
public final class Disposition {

  private Disposition() {}

  /**
   * The value with the name in ASCII, other characters replaced by _, and in addition the exact
   * name.
   */
  public static String of(String type, String fileName) {
    String ascii = fileName.replaceAll("[^\\x20-\\x7e]|[\"\\\\%]", "_");
    String encoded = UriUtils.encode(fileName, StandardCharsets.UTF_8);
    return "%s; filename=\"%s\"; filename*=UTF-8''%s".formatted(type, ascii, encoded);
  }
}
