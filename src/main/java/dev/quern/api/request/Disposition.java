package dev.quern.api.request;

import java.nio.charset.StandardCharsets;
import org.springframework.web.util.UriUtils;

/**
 * The value of a Content-Disposition (RFC 6266). Spring's own writes a name that is not ASCII as
 * RFC 2047 has it for mail, which clients that know only {@code filename} take for the name.
 */
public final class Disposition {

  private Disposition() {}

  /** With the name in ASCII, the rest of it replaced by _, and as it is beside that. */
  public static String of(String type, String fileName) {
    String ascii = fileName.replaceAll("[^\\x20-\\x7e]|[\"\\\\%]", "_");
    String encoded = UriUtils.encode(fileName, StandardCharsets.UTF_8);
    return "%s; filename=\"%s\"; filename*=UTF-8''%s".formatted(type, ascii, encoded);
  }
}
