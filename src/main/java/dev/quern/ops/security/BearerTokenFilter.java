package dev.quern.ops.security;

import dev.quern.ops.PagePaths;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Requires a bearer token for REST, and for the page the cookie that a token is exchanged for,
 * unless Quern is bound to loopback. REST also accepts the cookie, because the page uploads through
 * REST. The reader token gives the role READER, for which the page hides actions.
 */
public final class BearerTokenFilter extends OncePerRequestFilter {

  /** The role of users who may only read. */
  static final String READER = "ROLE_READER";

  private static final String PREFIX = "Bearer ";

  private final SecuritySettings settings;
  private final SignedCookie cookie;
  private final FailedTokens failed;
  private final boolean loopback;

  BearerTokenFilter(
      SecuritySettings settings, SignedCookie cookie, FailedTokens failed, boolean loopback) {
    this.settings = settings;
    this.cookie = cookie;
    this.failed = failed;
    this.loopback = loopback;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return loopback || !(isRest(request) || PagePaths.isView(request));
  }

  private static boolean isRest(HttpServletRequest request) {
    return request.getRequestURI().startsWith("/api");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    long wait = failed.secondsToWait(request.getRemoteAddr());
    if (wait > 0) {
      ForbiddenResponse.tooMany(response, wait);
      return;
    }
    String token = token(request);
    if (is(token, settings.operatorToken())) {
      chain.doFilter(request, response);
    } else if (!is(token, settings.readerToken())) {
      if (request.getHeader("Authorization") != null) {
        failed.failed(request.getRemoteAddr());
      }
      ask(request, response);
    } else if (request.getMethod().equals("GET")) {
      SecurityContextHolder.getContext()
          .setAuthentication(
              UsernamePasswordAuthenticationToken.authenticated(
                  "reader", null, AuthorityUtils.createAuthorityList(READER)));
      chain.doFilter(request, response);
    } else {
      ForbiddenResponse.forbid(response, "The reader's token is for GET alone.");
    }
  }

  private String token(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    return header == null
        ? cookie.tokenOf(request)
        : header.startsWith(PREFIX) ? header.substring(PREFIX.length()) : "";
  }

  /** Sends a user to the login, and tells a program what is missing. */
  private static void ask(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (isRest(request)) {
      ForbiddenResponse.unauthorized(
          response, "This needs a bearer token (quern.security.operator-token).");
    } else if (request.getHeader("HX-Request") != null) {
      String shown = request.getHeader("HX-Current-URL");
      response.setHeader("HX-Redirect", shown == null ? PagePaths.SIGN_IN : signIn(pathOf(shown)));
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    } else {
      String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
      response.sendRedirect(signIn(request.getRequestURI() + query));
    }
  }

  /** The login that leads back to a path. */
  private static String signIn(String path) {
    return PagePaths.SIGN_IN + "?to=" + URLEncoder.encode(path, StandardCharsets.UTF_8);
  }

  private static String pathOf(String url) {
    return url.replaceFirst("^[a-z]+://[^/]*", "");
  }

  public static boolean is(String given, String known) {
    return !known.isEmpty() && Security.same(given, known);
  }
}
