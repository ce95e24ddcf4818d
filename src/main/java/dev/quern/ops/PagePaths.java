package dev.quern.ops;

import dev.quern.ops.security.SignedCookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** Which paths belong to the page. */
public final class PagePaths {

  public static final String SIGN_IN = "/sign-in";

  /** Paths that are not part of the page, or that need no login. */
  private static final List<String> OTHERS =
      List.of("/api", "/actuator", "/error", "/assets/", "/webjars/", "/favicon.ico", SIGN_IN);

  private PagePaths() {}

  /** Whether the request is for a view of the page, which needs a login. */
  public static boolean isView(HttpServletRequest request) {
    return OTHERS.stream().noneMatch(request.getRequestURI()::startsWith);
  }

  /** Whether a request of a browser changes something, and so needs the token of forms. */
  public static boolean needsFormToken(HttpServletRequest request) {
    if (List.of("GET", "HEAD", "OPTIONS", "TRACE").contains(request.getMethod())) {
      return false;
    }
    String path = request.getRequestURI();
    boolean byCookie =
        request.getHeader("Authorization") == null
            && request.getHeader("Cookie") != null
            && request.getHeader("Cookie").contains(SignedCookie.NAME + "=");
    return isView(request) || path.startsWith(SIGN_IN) || path.startsWith("/api") && byCookie;
  }
}
