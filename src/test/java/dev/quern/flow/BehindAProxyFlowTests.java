package dev.quern.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.testing.RawHttp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** Who a client is behind a proxy, set up as src/docs/operations.md says. */
@TestPropertySource(
    properties = {
      "server.address=0.0.0.0",
      "server.forward-headers-strategy=native",
      "quern.security.operator-token=operator-secret"
    })
@DirtiesContext
class BehindAProxyFlowTests extends FlowTest {

  private static final String RIGHT = "Authorization: Bearer operator-secret\r\n";

  @DynamicPropertySource
  static void home(DynamicPropertyRegistry registry) throws IOException {
    String home = Files.createTempDirectory("quern-proxied-").toString();
    registry.add("quern.home", () -> home);
  }

  private RawHttp.Reply from(String client, String line, String headers, String body) {
    return RawHttp.send(
        port,
        line
            + " HTTP/1.1\r\nX-Forwarded-For: "
            + client
            + "\r\nX-Forwarded-Proto: https\r\n"
            + headers,
        body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whoGuessesIsSlowedDownAlone() {
    String guess = "Authorization: Bearer wrong\r\n";
    for (int i = 0; i < 10; i++) {
      assertThat(from("203.0.113.7", "GET /api/projects", guess, "").status()).isEqualTo(401);
    }
    assertThat(from("203.0.113.7", "GET /api/projects", RIGHT, "").status()).isEqualTo(429);
    assertThat(from("203.0.113.8", "GET /api/projects", RIGHT, "").status()).isEqualTo(200);
  }

  @Test
  void cookiesAreForTlsAlone() {
    assertThat(from("203.0.113.9", "GET /sign-in", "", "").head())
        .containsPattern("Set-Cookie: quern-form=.*; Secure");
  }

  @Test
  void theDocumentedProxyTellsWhatIsNeeded() throws IOException {
    String nginx = Files.readString(Path.of("src/docs/operations.md")).split("```nginx\n")[1];
    for (String location : nginx.split("```")[0].split("location ")) {
      if (location.contains("proxy_pass")) {
        assertThat(location)
            .contains("X-Forwarded-For $remote_addr;", "X-Forwarded-Proto $scheme;")
            .contains("X-Forwarded-Host \"\";", "Host $http_host;");
      }
    }
  }
}
