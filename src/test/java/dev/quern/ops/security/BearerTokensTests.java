package dev.quern.ops.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Who may do what where Quern is bound to an address that others reach. */
class BearerTokensTests {

  private final BearerTokenFilter filter =
      new BearerTokenFilter(new SecuritySettings("", "operator-secret", "reader-secret"), false);

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
}
