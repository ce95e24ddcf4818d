package dev.quern.ops.security;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers a refused request with a problem (RFC 9457). */
final class ForbiddenResponse {

  private ForbiddenResponse() {}

  static void forbid(HttpServletResponse response, String detail) throws IOException {
    answer(response, 403, "Forbidden", detail);
  }

  static void unauthorized(HttpServletResponse response, String detail) throws IOException {
    response.setHeader("WWW-Authenticate", "Bearer");
    answer(response, 401, "Unauthorized", detail);
  }

  static void tooMany(HttpServletResponse response, long seconds) throws IOException {
    response.setHeader("Retry-After", Long.toString(seconds));
    answer(
        response,
        429,
        "Too Many Requests",
        "Too many wrong tokens came from this address; try again in " + seconds + " s.");
  }

  static void answer(HttpServletResponse response, int status, String title, String detail)
      throws IOException {
    String safe = detail.replaceAll("[^\\x20-\\x7e]", "?").replaceAll("[\"\\\\]", "?");
    response.setStatus(status);
    response.setContentType("application/problem+json");
    response
        .getWriter()
        .write(
            "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
                .formatted(title, status, safe));
  }
}
