package dev.quern.flow;

import static dev.quern.testing.TaskBody.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.flow.Rest.Reply;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator sees, and who may see it. */
class OperatorFlowTests extends FlowTest {

  private Reply asOperator(String path) {
    String login =
        Base64.getEncoder().encodeToString("operator:secret".getBytes(StandardCharsets.UTF_8));
    return rest.send("GET", path, BodyPublishers.noBody(), "Authorization", "Basic " + login);
  }

  @Test
  void showsHealthToEverybody() {
    Reply health = rest.get("/actuator/health");

    assertThat(health.status()).isEqualTo(200);
    assertThat(health.text("/status")).isEqualTo("UP");
  }

  @Test
  void hasProbesOfReadinessAndLiveness() {
    assertThat(rest.get("/actuator/health/readiness").text("/status")).isEqualTo("UP");
    assertThat(rest.get("/actuator/health/liveness").text("/status")).isEqualTo("UP");
    assertThat(asOperator("/actuator/health/readiness").json().path("components").fieldNames())
        .toIterable()
        .contains("db", "schedulerHealth", "readinessState");
    assertThat(asOperator("/actuator/health/liveness").json().path("components").fieldNames())
        .toIterable()
        .containsExactly("livenessState");
  }

  @Test
  void asksForAPasswordAtConsoleAndMetrics() {
    for (String path : new String[] {"prometheus", "hawtio", "jolokia"}) {
      assertThat(rest.get("/actuator/" + path).status()).as(path).isEqualTo(401);
    }
  }

  @Test
  void showsTheRoutesWithIdsAndDescriptions() {
    Reply route =
        asOperator(
            "/actuator/jolokia/read/org.apache.camel:context="
                + camel.getManagementName()
                + ",type=routes,"
                + "name=%22question-generation-item%22/Description");

    assertThat(route.text("/value")).isEqualTo("Ask questions about one chunk");
    assertThat(asOperator("/actuator/hawtio/index.html").status()).isEqualTo(200);
  }

  /** Camel's own way is one description for each of some 700 parts: a sixth of the heap in use. */
  @Test
  void describesTheStepsOfOneKindOnce() throws JMException {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    String ofTheRuns = ",type=processors,name=\"*-begin\"";
    List<ObjectName> beans =
        List.copyOf(
            server.queryNames(
                new ObjectName("org.apache.camel:context=" + camel.getManagementName() + ofTheRuns),
                null));
    Set<MBeanAttributeInfo> descriptions = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<Object> steps = new HashSet<>();
    for (ObjectName bean : beans) {
      descriptions.addAll(List.of(server.getMBeanInfo(bean).getAttributes()));
      steps.add(server.getAttribute(bean, "ProcessorId"));
    }

    assertThat(steps).hasSizeGreaterThan(7).hasSameSizeAs(beans);
    assertThat(descriptions).hasSize(server.getMBeanInfo(beans.get(0)).getAttributes().length);
  }

  @Test
  void metersTasksItemsCallsAndTokens() {
    String project = rest.projectWithChunks(1);
    rest.end(rest.task(project, aTask("question-generation")));

    assertThat(asOperator("/actuator/prometheus").text())
        .contains("quern_tasks_seconds_count", "quern_items_total", "quern_items_in_flight")
        .contains("quern_llm_calls_total", "quern_llm_tokens_total");
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, , 200",
    "127.0.0.1:80, http://localhost:3000, 200",
    "[::1]:80, , 200",
    "evil.example, , 403",
    "localhost.evil.example, , 403",
    "localhost, http://evil.example, 403",
    "localhost, null, 403",
  })
  void refusesForeignHostsAndOrigins(String host, String origin, int status) throws IOException {
    String originLine = origin == null ? "" : "Origin: " + origin + "\r\n";
    String request =
        "GET /api/projects HTTP/1.1\r\nHost: %s\r\n%sConnection: close\r\n\r\n"
            .formatted(host, originLine);
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      BufferedReader reply =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      assertThat(reply.readLine()).contains(" " + status + " ");
    }
  }
}
