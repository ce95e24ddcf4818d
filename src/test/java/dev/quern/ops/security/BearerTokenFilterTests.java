package dev.quern.ops.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who may do what where Quern is bound to an address that others reach. */
class BearerTokenFilterTests {

  private static final SecuritySettings SETTINGS =
      new SecuritySettings("", "operator-secret", "reader-secret");

  private final SettableNow now = new SettableNow();
  private final SignedCookie cookies = new SignedCookie(SETTINGS, now);
  private final BearerTokenFilter filter =
      new BearerTokenFilter(SETTINGS, cookies, new FailedTokens(now), false);

  @AfterEach
  void forgetWhoCame() {
    SecurityContextHolder.clearContext();
  }

  @ParameterizedTest
  @CsvSource({
    "POST, Bearer operator-secret, 200",
    "GET, Bearer operator-secret, 200",
    "GET, Bearer reader-secret, 200",
    "POST, Bearer reader-secret, 403",
    "GET, Bearer wrong, 401",
    "GET, Basic operator-secret, 401",
    "GET, , 401",
  })
  void letsThroughByToken(String method, String header, int status) throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest(method, "/api/tasks");
    if (header != null) {
      request.addHeader("Authorization", header);
    }
    MockHttpServletResponse response = new MockHttpServletResponse();

    filter.doFilter(request, response, new MockFilterChain());

    assertThat(response.getStatus()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /projects, operator-secret, 0, 200",
    "POST, /projects, operator-secret, 6, 200",
    "GET, /projects, operator-secret, 8, 302",
    "GET, /projects, reader-secret, 0, 200",
    "POST, /projects, reader-secret, 0, 403",
    "GET, /api/tasks, reader-secret, 0, 200",
    "GET, /api/tasks, reader-secret, 8, 401",
  })
  void letsThroughByCookieForSevenDays(
      String method, String path, String token, int daysLater, int status) throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest(method, path);
    request.setCookies(new Cookie(SignedCookie.NAME, cookies.exchange(token, false).getValue()));
    now.passes(Duration.ofDays(daysLater));
    MockHttpServletResponse response = new MockHttpServletResponse();

    filter.doFilter(request, response, new MockFilterChain());

    assertThat(response.getStatus()).isEqualTo(status);
  }

  @Test
  void letsNobodyGuess() throws Exception {
    for (int i = 0; i < 10; i++) {
      assertThat(comes("10.0.0.1", "wrong").getStatus()).isEqualTo(401);
    }
    MockHttpServletResponse refused = comes("10.0.0.1", "operator-secret");
    assertThat(refused.getStatus()).isEqualTo(429);
    assertThat(refused.getHeader("Retry-After")).isEqualTo("7");
    assertThat(comes("10.0.0.2", "operator-secret").getStatus()).isEqualTo(200);

    now.passes(Duration.ofSeconds(7));
    assertThat(comes("10.0.0.1", "wrong").getStatus()).isEqualTo(401);
    assertThat(comes("10.0.0.1", "operator-secret").getStatus()).isEqualTo(429);
    now.passes(Duration.ofSeconds(7));
    assertThat(comes("10.0.0.1", "operator-secret").getStatus()).isEqualTo(200);
  }

  private MockHttpServletResponse comes(String address, String token) throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/tasks");
    request.setRemoteAddr(address);
    request.addHeader("Authorization", "Bearer " + token);
    MockHttpServletResponse response = new MockHttpServletResponse();
    filter.doFilter(request, response, new MockFilterChain());
    return response;
  }

  @Test
  void givesACookieThatScriptsCannotReadForATokenAlone() {
    assertThat(cookies.exchange("wrong", false)).isNull();
    assertThat(cookies.exchange("operator-secret", true).toString())
        .contains("HttpOnly", "SameSite=Strict", "Secure")
        .doesNotContain("operator-secret");
  }

  @Test
  void takesNoCookieThatWasChanged() throws Exception {
    String good = cookies.exchange("operator-secret", false).getValue();
    String later = "9" + good.substring(1);
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/tasks");
    request.setCookies(new Cookie(SignedCookie.NAME, later));
    MockHttpServletResponse response = new MockHttpServletResponse();

    filter.doFilter(request, response, new MockFilterChain());

    assertThat(response.getStatus()).isEqualTo(401);
  }

  /** A time that passes when it is told to. */
  private static final class SettableNow extends Clock {

    private Instant instant = Instant.parse("2026-01-01T00:00:00Z");

    void passes(Duration time) {
      instant = instant.plus(time);
    }

    @Override
    public Instant instant() {
      return instant;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
