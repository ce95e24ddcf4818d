package dev.quern.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.testing.Await;
import dev.quern.testing.RawHttp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** Bound to an address that others reach: what a stranger and a reader come to, and what not. */
@TestPropertySource(
    properties = {
      "server.address=0.0.0.0",
      "quern.security.operator-token=operator-secret",
      "quern.security.reader-token=reader-secret"
    })
@DirtiesContext
class TokenFlowTests extends FlowTest {

  @DynamicPropertySource
  static void home(DynamicPropertyRegistry registry) throws IOException {
    String home = Files.createTempDirectory("quern-tokens-").toString();
    registry.add("quern.home", () -> home);
  }

  private static final String READER = "Authorization: Bearer reader-secret\r\n";
  private static final String OPERATOR = "Authorization: Bearer operator-secret\r\n";

  private RawHttp.Reply send(String line, String headers, String body) {
    return RawHttp.send(
        port, line + " HTTP/1.1\r\n" + headers, body.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/projects",
        "//api/projects",
        "/./api/projects",
        "/api//projects",
        "/api/./projects",
        "/api/..;/api/projects",
        "/api;a=b/projects",
        "/api/projects;a=b",
        "/api/%2e/projects",
        "/%2e/api/projects",
        "/api%2fprojects",
        "/API/projects",
        "/Api/Projects",
        "/%61pi/projects",
        "/api/%70rojects",
        "/api/projects/",
        "/api/projects.json",
        "/api\\projects",
        "/assets/../api/projects",
        "/assets/%2e%2e/api/projects",
        "/sign-in/../api/projects",
        "/error/../api/projects",
        "/webjars/..;/api/projects",
        "/api/projects%00",
        "/api/projects%20",
        "/actuator/health/../../api/projects",
        "/api/openapi.yaml",
        "/api/tasks/none/events",
        // Camel's
        "/api/projects/none/files",
        "/api/projects/none/images",
        "//api/projects/none/files",
        "/%61pi/projects/none/files",
        "/API/projects/none/files",
        "/camel/api/projects/none/files",
        // the console and the metrics
        "/actuator",
        "/actuator/prometheus",
        "/actuator/jolokia",
        "/actuator/hawtio",
        "/actuator/env",
        "/actuator/heapdump",
        "/actuator/configprops",
        "/actuator/beans",
        "/actuator/threaddump",
        "/actuator/loggers",
        "/actuator/mappings",
        "/actuator/shutdown",
        "//actuator/prometheus",
        "/ACTUATOR/prometheus",
        "/%61ctuator/prometheus",
        "/actuator;a=b/prometheus",
        "/actuator/health/..;/prometheus",
        "/actuator/health/../prometheus",
        "/actuator/health/%2e%2e/prometheus",
        "/actuator/./prometheus",
        "/assets/..;/actuator/env",
        "/jolokia",
        "/hawtio",
        "/h2-console",
        "/api/../actuator/prometheus"
      })
  void aStrangerComesToNothing(String path) {
    for (String method : new String[] {"GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE"}) {
      RawHttp.Reply reply = send(method + " " + path, "", "");
      assertThat(reply.status())
          .as(method + path + reply.head())
          .isIn(302, 400, 401, 403, 404, 405);
      assertThat(reply.body())
          .as(method + path)
          .doesNotContain(
              "\"items\"", "quern_", "jvm_", "java.home", "openapi:", "<title>Projects");
      if (reply.status() == 302) {
        assertThat(reply.head()).contains("/sign-in");
      }
    }
  }

  @Test
  void healthTellsUpAndNoMore() {
    // A folder's consumer is well once it has looked there for the first time.
    RawHttp.Reply health =
        Await.until(
            "it is up", () -> send("GET /actuator/health", "", ""), reply -> reply.status() == 200);
    assertThat(health.body()).contains("\"UP\"").doesNotContain("components", "details", "path");
  }

  @ParameterizedTest
  @CsvSource({
    "GET /api/projects, 200",
    "GET /api/providers, 200",
    "POST /api/projects, 403",
    "DELETE /api/projects/none, 403",
    "PATCH /api/projects/none/chunks/none, 403",
    "PUT /api/providers/default, 403",
    "POST /api/tasks/none/cancel, 403",
    "POST /api/projects/none/tasks, 403",
    "POST /api/projects/none/files, 403",
    "POST /%61pi/tasks/none/cancel, 403",
    "POST /api/providers/default/test, 403",
    "GET /actuator/prometheus, 401",
    "GET /actuator/jolokia, 401",
    "GET /actuator/jolokia/read/java.lang:type=Runtime/SystemProperties, 401",
    "POST /actuator/jolokia, 401",
    "GET /actuator/hawtio, 401",
    "GET /actuator/env, 401",
    "GET /actuator/heapdump, 401",
    "GET /%61ctuator/prometheus, 403",
  })
  void aReaderReads(String line, int status) {
    assertThat(send(line, READER + "Content-Type: application/json\r\n", "{}").status())
        .isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-HTTP-Method-Override: DELETE", "X-HTTP-Method: POST", "X-Method-Override: PUT",
        "X-Original-URL: /api/providers", "X-Forwarded-For: 127.0.0.1", "Forwarded: for=127.0.0.1"
      })
  void aHeaderMakesNoOneAnother(String header) {
    assertThat(send("GET /api/projects/none", READER + header + "\r\n", "").status())
        .isEqualTo(404);
    assertThat(send("GET /api/projects", header + "\r\n", "").status()).isEqualTo(401);
  }

  @Test
  void theOperatorsTokenOpensRestAndTheOperatorsPasswordTheConsole() {
    assertThat(send("GET /api/projects", OPERATOR, "").status()).isEqualTo(200);
    assertThat(send("GET /actuator/prometheus", OPERATOR, "").status()).isEqualTo(401);
    String password = "Authorization: Basic b3BlcmF0b3I6c2VjcmV0\r\n";
    assertThat(send("GET /actuator/prometheus", password, "").status()).isEqualTo(200);
    for (String hidden : new String[] {"env", "heapdump", "configprops", "threaddump", "loggers"}) {
      assertThat(send("GET /actuator/" + hidden, password, "").status()).as(hidden).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://evil.example, 403",
    "null, 403",
    "http://quern.example:8080, 200",
    "http://QUERN.example:8080, 200",
    "http://quern.example, 403",
    "http://quern.example:8080.evil.example, 403",
    "http://quern.example:8080@evil.example, 403",
    "file://, 403",
  })
  void pagesOfOthersAreRefused(String origin, int status) {
    String headers = "Host: quern.example:8080\r\nOrigin: " + origin + "\r\n" + OPERATOR;
    RawHttp.Reply reply = send("GET /api/projects", headers, "");
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.head()).doesNotContain("Access-Control-Allow-Origin");
    assertThat(send("GET /api/tasks/none/events", headers, "").status())
        .isEqualTo(status == 200 ? 404 : 403);
  }

  @Test
  void whoGuessesIsSlowedDown() {
    String from = "127.0.0.77";
    String wrong = "GET /api/projects HTTP/1.1\r\nAuthorization: Bearer wrong\r\n";
    for (int i = 0; i < 10; i++) {
      assertThat(RawHttp.send(from, port, wrong, new byte[0]).status()).isEqualTo(401);
    }
    RawHttp.Reply refused =
        RawHttp.send(from, port, "GET /api/tasks HTTP/1.1\r\n" + OPERATOR, new byte[0]);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.head()).contains("Retry-After: ");
    assertThat(send("GET /api/projects", OPERATOR, "").status()).isEqualTo(200);
  }
}
