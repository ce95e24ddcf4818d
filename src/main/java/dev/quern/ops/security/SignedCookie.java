package dev.quern.ops.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;

/**
 * The content of the page's cookie: its expiry, and the HMAC-SHA256 of that with the token as key.
 * So the token itself is never in the browser, there is no session, and changing the token ends
 * every cookie.
 */
public final class SignedCookie {

  public static final String NAME = "quern-token";

  private static final Duration GOOD_FOR = Duration.ofDays(7);

  private final SecuritySettings settings;
  private final Clock clock;

  public SignedCookie(SecuritySettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** The cookie for a valid token; null for an invalid one. */
  public @Nullable ResponseCookie exchange(String token, boolean secure) {
    if (!BearerTokenFilter.is(token, settings.operatorToken())
        && !BearerTokenFilter.is(token, settings.readerToken())) {
      return null;
    }
    long until = clock.instant().plus(GOOD_FOR).getEpochSecond();
    return cookie(until + "." + signature(until, token), GOOD_FOR, secure);
  }

  /** The cookie that ends it. */
  static ResponseCookie ended(boolean secure) {
    return cookie("", Duration.ZERO, secure);
  }

  private static ResponseCookie cookie(String value, Duration age, boolean secure) {
    return ResponseCookie.from(NAME, value)
        .httpOnly(true)
        .sameSite("Strict")
        .secure(secure)
        .path("/")
        .maxAge(age)
        .build();
  }

  /** The token behind the cookie of a request; empty without a valid cookie. */
  public String tokenOf(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    if (cookies != null) {
      for (Cookie cookie : cookies) {
        if (cookie.getName().equals(NAME)) {
          return tokenOf(cookie.getValue());
        }
      }
    }
    return "";
  }

  private String tokenOf(String value) {
    String[] parts = value.split("\\.", 2);
    if (parts.length != 2 || !parts[0].matches("\\d{1,12}")) {
      return "";
    }
    long until = Long.parseLong(parts[0]);
    if (clock.instant().getEpochSecond() >= until) {
      return "";
    }
    for (String token : new String[] {settings.operatorToken(), settings.readerToken()}) {
      if (!token.isEmpty() && Security.same(parts[1], signature(until, token))) {
        return token;
      }
    }
    return "";
  }

  private static String signature(long until, String token) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] signed = mac.doFinal(("page until " + until).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
