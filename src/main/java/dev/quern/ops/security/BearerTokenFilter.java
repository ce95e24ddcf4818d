package dev.quern.ops.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Asks REST requests for a bearer token, unless Quern is bound to loopback. */
final class BearerTokenFilter extends OncePerRequestFilter {

  private static final String PREFIX = "Bearer ";

  private final SecuritySettings settings;
  private final boolean loopback;

  BearerTokenFilter(SecuritySettings settings, boolean loopback) {
    this.settings = settings;
    this.loopback = loopback;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return loopback || !request.getRequestURI().startsWith("/api");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String header = request.getHeader("Authorization");
    String token =
        header != null && header.startsWith(PREFIX) ? header.substring(PREFIX.length()) : "";
    if (is(token, settings.operatorToken())) {
      chain.doFilter(request, response);
    } else if (!is(token, settings.readerToken())) {
      ForbiddenResponse.unauthorized(
          response, "This needs a bearer token (quern.security.operator-token).");
    } else if (request.getMethod().equals("GET")) {
      chain.doFilter(request, response);
    } else {
      ForbiddenResponse.forbid(response, "The reader's token is for GET alone.");
    }
  }

  private static boolean is(String given, String known) {
    return !known.isEmpty() && Security.same(given, known);
  }
}
