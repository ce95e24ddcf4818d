package dev.quern.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.flow.Rest.Reply;
import dev.quern.task.queue.HousekeepingJob;
import dev.quern.testing.JsonBody;
import dev.quern.testing.ModelServer;
import dev.quern.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** One Quern for all flow tests; each works in a project of its own. */
@Import(FlowTest.ImpatientServer.class)
@AutoConfigureObservability(tracing = false) // tests have no Prometheus without it
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
abstract class FlowTest {

  /** A row that was read ahead for an item is read again after a second. */
  static final Duration LONGER_THAN_A_LOOK_SERVES = Duration.ofMillis(1500);

  static final ModelServer MODELS = ModelServer.start();
  static final String NOTIFY_SECRET = "a secret of tests";
  static final Path HOME = temporary();

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;
  @Autowired CamelContext camel;
  @Autowired private List<HousekeepingJob> housekeepingJobs;

  Rest rest;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    TestDatabase.register(registry);
    registry.add("quern.home", HOME::toString);
    // One JVM has several contexts: with one name, that which closes takes the others' beans along.
    registry.add("camel.main.jmx-management-name-pattern", () -> "#name#-#counter#");
    registry.add("quern.sample", () -> false);
    registry.add("quern.tasks.concurrency", () -> 8);
    registry.add("quern.tasks.max-queued", () -> 60);
    registry.add("quern.tasks.ageing", () -> "1s");
    registry.add("quern.tasks.stall-after", () -> "2s");
    registry.add("quern.tasks.yield-after", () -> "2s");
    registry.add("quern.security.operator-password", () -> "secret");
    registry.add("quern.notify.secret", () -> NOTIFY_SECRET);
    registry.add("quern.meters.every", () -> "500ms");
    registry.add("quern.events.keep-alive", () -> "300ms");
    registry.add("quern.events.max-streams", () -> 12);
    registry.add("quern.events.max-streams-of-a-client", () -> 8);
    registry.add("spring.datasource.hikari.maximum-pool-size", () -> 20);
  }

  /** Its own limit of an asynchronous request is 30 s; no call may depend on it. */
  @TestConfiguration
  static class ImpatientServer {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> shortAsyncTimeout() {
      return server -> server.addConnectorCustomizers(connector -> connector.setAsyncTimeout(100));
    }
  }

  @BeforeEach
  void connect() {
    rest = new Rest("http://127.0.0.1:" + port);
    MODELS.clearRules();
    MODELS.traffic().reset();
  }

  /** A question-generation with a provider of its own at the model server; its id. */
  String questionTask(String project, JsonBody... config) {
    return rest.taskOf("question-generation", project, rest.provider(MODELS.baseUrl()), config);
  }

  /** The answer refuses what was sent with 400, and names this field. */
  static void assertRefused(Reply reply, String field) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    assertThat(reply.text("/errors/0/field")).as(reply.text()).isEqualTo(field);
  }

  /** Runs the housekeeping job of that name now. */
  void housekeeping(String name) {
    housekeepingJobs.stream()
        .filter(job -> job.name().equals(name))
        .findFirst()
        .orElseThrow()
        .work()
        .run();
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("quern-flow-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
