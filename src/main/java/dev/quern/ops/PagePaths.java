package dev.quern.ops;

import dev.quern.ops.security.SignedCookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** Which paths belong to the page. */
public final class PagePaths {

  public static final String SIGN_IN = "/sign-in";

  /** What is not the page, or is for those who have not signed in yet. */
  private static final List<String> OTHERS =
      List.of("/api", "/actuator", "/error", "/assets/", "/webjars/", "/favicon.ico", SIGN_IN);

  private PagePaths() {}

  /** Whether it is a view of the page, which only those see who may. */
  public static boolean isView(HttpServletRequest request) {
    return OTHERS.stream().noneMatch(request.getRequestURI()::startsWith);
  }

  /** Whether a request changes something in a browser's name, and so needs the form's token. */
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
