package dev.quern.ops.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses requests that another web page makes a browser send. If Quern is bound to loopback, Host
 * and Origin must be loopback names, so that no page can use a name of its own that resolves to
 * 127.0.0.1; otherwise, an Origin must equal the Host.
 */
final class OriginFilter extends OncePerRequestFilter {

  private final boolean loopback;

  OriginFilter(boolean loopback) {
    this.loopback = loopback;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String host = request.getHeader("Host");
    String origin = request.getHeader("Origin");
    if (loopback && !isLoopback(host)) {
      ForbiddenResponse.forbid(
          response, "The Host '" + host + "' is no name of this machine's loopback.");
    } else if (origin != null && !isKnown(origin, host)) {
      ForbiddenResponse.forbid(response, "Requests from pages of '" + origin + "' are refused.");
    } else {
      chain.doFilter(request, response);
    }
  }

  private boolean isKnown(String origin, @Nullable String host) {
    String from;
    try {
      from = URI.create(origin).getAuthority();
    } catch (IllegalArgumentException e) {
      return false;
    }
    return loopback ? isLoopback(from) : from != null && from.equalsIgnoreCase(host);
  }

  private static boolean isLoopback(@Nullable String authority) {
    if (authority == null) {
      return false;
    }
    String name = authority.toLowerCase(Locale.ROOT).replaceFirst(":\\d{1,5}$", "");
    return name.equals("localhost")
        || name.equals("[::1]")
        || name.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
  }
}
