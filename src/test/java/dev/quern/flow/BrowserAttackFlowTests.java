package dev.quern.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.testing.RawHttp;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page elsewhere makes the browser of whoever runs Quern on loopback send. */
class BrowserAttackFlowTests extends FlowTest {

  private RawHttp.Reply send(String line, String headers, String body) {
    return RawHttp.send(
        port, line + " HTTP/1.1\r\n" + headers, body.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "/api/projects, text/plain",
    "/api/projects, application/x-www-form-urlencoded",
    "/api/projects, application/json",
    "/api/projects/none/tasks, text/plain",
    "/api/projects/none/files, multipart/form-data; boundary=x",
    "/api/tasks/none/cancel, text/plain",
    "/api/providers/default/test, text/plain",
    "/sign-in, application/x-www-form-urlencoded",
    "/projects, application/x-www-form-urlencoded",
    "/actuator/jolokia, text/plain",
  })
  void postsOfAPageElsewhereAreRefused(String path, String type) {
    for (String origin :
        new String[] {"http://evil.example", "null", "http://127.0.0.1.evil.example"}) {
      RawHttp.Reply reply =
          send("POST " + path, "Origin: " + origin + "\r\nContent-Type: " + type + "\r\n", "{}");
      assertThat(reply.status()).as(origin).isEqualTo(403);
      assertThat(reply.head()).doesNotContain("Access-Control");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/api/projects, text/plain",
    "/api/projects, application/x-www-form-urlencoded",
    "/api/projects/none/tasks, text/plain",
    "/api/projects/none/tasks, application/x-www-form-urlencoded;charset=UTF-8",
    "/api/projects/none/pipelines, Text/Plain;charset=UTF-8",
    "/api/tasks/none/resume, text/plain",
    "/api/tasks/none/cancel, application/xml",
    "/api/providers/default/test, application/xml",
    "/api/tasks/none/cancel, application/x-www-form-urlencoded",
    "/api/projects/none/tasks, multipart/form-data;boundary=x",
    "/api/projects/none/pipelines, Multipart/Form-Data;boundary=x",
    "/api/tasks/none/cancel, multipart/mixed;boundary=x",
    "/api/providers/default/test, multipart/form-data",
  })
  void aFormIsNoJson(String path, String type) {
    RawHttp.Reply reply =
        send(
            "POST " + path,
            "Content-Type: " + type + "\r\n",
            "{\"task_type\":\"text-processing\"}");
    assertThat(reply.status()).as(reply.body()).isEqualTo(415);
    assertThat(reply.head()).contains("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/tasks/none/events", "/api/projects", "/", "/actuator/health"})
  void aNameThatLeadsHereIsNotEnough(String path) {
    assertThat(send("GET " + path, "Host: evil.example\r\n", "").status()).isEqualTo(403);
    assertThat(send("GET " + path, "Host: evil.example:80\r\n", "").status()).isEqualTo(403);
    assertThat(send("GET " + path, "Host: 127.0.0.1@evil.example\r\n", "").status()).isIn(400, 403);
    assertThat(send("GET " + path, "Origin: http://evil.example\r\n", "").status()).isEqualTo(403);
    assertThat(send("GET " + path, "Origin: null\r\n", "").status()).isEqualTo(403);
  }

  @Test
  void aBrowserThatAsksFirstIsToldNothing() {
    RawHttp.Reply reply =
        send(
            "OPTIONS /api/projects",
            "Origin: http://evil.example\r\nAccess-Control-Request-Method: POST\r\n"
                + "Access-Control-Request-Headers: content-type\r\n",
            "");
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.head()).doesNotContain("Access-Control-Allow");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/providers", "/api/projects", "/sign-in", "/api/nothing"})
  void nobodyFramesAPage(String path) {
    assertThat(send("GET " + path, "", "").head())
        .contains("X-Frame-Options: SAMEORIGIN", "frame-ancestors 'none'")
        .contains("X-Content-Type-Options: nosniff", "Referrer-Policy: same-origin");
  }

  @Test
  void nobodyFramesTheConsole() {
    assertThat(send("GET /actuator/hawtio", "", "").head()).contains("X-Frame-Options: SAMEORIGIN");
  }
}
