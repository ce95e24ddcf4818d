package dev.quern.flow;

import static dev.quern.testing.JsonBody.json;
import static dev.quern.testing.TaskBody.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quern.testing.Faults;
import dev.quern.testing.HubServer;
import dev.quern.testing.RawHttp;
import dev.quern.testing.Receiver;
import dev.quern.testing.Replies;
import dev.quern.testing.TestDatabase;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.management.Attribute;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A whole pipeline with every secret in use, each log at DEBUG: nothing shows one. */
class SecretsFlowTests extends FlowTest {

  private static final String KEY = "sk-of-a-provider-1234567890";
  private static final String INLINE_KEY = "sk-of-a-task-0987654321";
  private static final String HUB_TOKEN = "hf_token-of-a-hub-13579";
  private static final String BEARER = "a-bearer-token-24680";
  private static final String PASSWORD =
      Base64.getEncoder().encodeToString("operator:secret".getBytes(StandardCharsets.UTF_8));

  /** What was logged, each line as it would stand in a file. */
  private static final class Lines extends AppenderBase<ILoggingEvent> {

    private final StringBuilder all = new StringBuilder();
    private final PatternLayout layout = new PatternLayout();

    Lines(LoggerContext context) {
      setContext(context);
      layout.setContext(context);
      layout.setPattern("%level %logger %msg %mdc%n%throwable");
      layout.start();
      start();
    }

    @Override
    protected void append(ILoggingEvent event) {
      String line = layout.doLayout(event);
      if (!event.getLoggerName().startsWith("dev.quern.testing")) {
        all.append(line.length() > 20_000 ? line.substring(0, 20_000) : line);
      }
    }
  }

  @Test
  void noneIsShownAnywhere() throws Exception {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    Logger own = context.getLogger("dev.quern");
    Level before = root.getLevel();
    Level ownBefore = own.getLevel();
    Lines lines = new Lines(context);
    Map<String, String> shown = new LinkedHashMap<>();
    root.addAppender(lines);
    root.setLevel(Level.DEBUG);
    own.setLevel(Level.TRACE);
    try {
      useAll(shown);
    } finally {
      root.setLevel(before);
      own.setLevel(ownBefore);
      root.detachAppender(lines);
    }
    assertThat(lines.all.toString()).contains("DEBUG ", "is completed");
    shown.put("logs", lines.all.toString());
    shown.put("MBeans", beans());
    shown.put(
        "endpoints",
        camel.getEndpoints().stream().map(Object::toString).collect(Collectors.joining("\n")));

    String stored = Files.readString(HOME.resolve("secret.key")).strip();
    for (String secret :
        new String[] {
          KEY, INLINE_KEY, HUB_TOKEN, NOTIFY_SECRET, BEARER, PASSWORD, TestDatabase.PASSWORD, stored
        }) {
      shown.forEach(
          (where, text) ->
              assertThat(text.contains(secret))
                  .as(() -> where + " shows " + around(text, secret))
                  .isFalse());
    }
  }

  private static String around(String text, String secret) {
    int at = text.indexOf(secret);
    return text.substring(Math.max(0, at - 300), Math.min(text.length(), at + 100));
  }

  private void useAll(Map<String, String> shown) throws Exception {
    String project = rest.projectWithChunks(3);
    String provider = rest.provider(MODELS.baseUrl(), json("api_key", KEY));
    MODELS.replyWith(r -> Replies.questions(1));
    try (Receiver receiver = Receiver.start();
        HubServer hub = new HubServer(HUB_TOKEN)) {
      String questions =
          rest.task(
              project,
              aTask("question-generation")
                  .with("notify_url", receiver.url("/done"))
                  .provider(provider));
      shown.put("task", rest.end(questions).toString());
      shown.put("events", rest.get("/api/tasks/" + questions + "/events").text());
      MODELS.clearRules();
      MODELS.replyWith(
          r -> Faults.status(401, "Incorrect API key provided: " + INLINE_KEY, "invalid_api_key"));
      String answers =
          rest.task(
              project,
              aTask("answer-generation")
                  .config(
                      "provider_config",
                      json("provider", "openai")
                          .with("model", "m")
                          .with("base_url", MODELS.baseUrl())
                          .with("api_key", INLINE_KEY)));
      shown.put("failed task", rest.end(answers).toString());
      shown.put("failed items", rest.get("/api/tasks/" + answers + "/items").text());
      shown.put("failed events", rest.get("/api/tasks/" + answers + "/events").text());
      rest.post("/api/projects/" + project + "/datasets", "{\"question\":\"q\",\"answer\":\"a\"}");
      for (String token : new String[] {HUB_TOKEN, HUB_TOKEN + "-wrong"}) {
        String push =
            "{\"endpoint\":\"%s\",\"repo\":\"me/mills\",\"token\":\"%s\"}"
                .formatted(hub.url(), token);
        shown.put("push " + token.length(), rest.post(exportOf(project) + "/push", push).text());
      }
    }
    shown.put("provider", rest.get("/api/providers/" + provider).text());
    shown.put("providers", rest.get("/api/providers?limit=1000").text());
    shown.put("test", rest.post("/api/providers/" + provider + "/test").text());
    shown.put("export", rest.get(exportOf(project) + "?format=raw&as=json").text());
    for (String page :
        new String[] {"/", "/providers", "/providers/" + provider, "/projects/" + project}) {
      shown.put("page " + page, rest.get(page).text());
    }
    String[] logins = {"Bearer " + BEARER, "Basic " + PASSWORD};
    for (String login : logins) {
      for (String path : new String[] {"/api/projects", "/actuator/prometheus", "/api/%00"}) {
        RawHttp.send(port, "GET " + path + " HTTP/1.1\r\nAuthorization: " + login + "\r\n");
      }
    }
    shown.put("actuator", asOperator("/actuator"));
    for (JsonNode link : new ObjectMapper().readTree(shown.get("actuator")).path("_links")) {
      String path = URI.create(link.path("href").asText().replaceAll("/?\\{.*", "")).getPath();
      shown.put(path, asOperator(path));
    }
    assertThat(shown.get("/actuator/prometheus")).contains("quern_");
    shown.put("all that the console lists", asOperator("/actuator/jolokia/list"));
    shown.put(
        "what Camel tells the console", asOperator("/actuator/jolokia/read/org.apache.camel:*"));
  }

  private String asOperator(String path) {
    return RawHttp.send(
            port, "GET " + path + " HTTP/1.0\r\nAuthorization: Basic " + PASSWORD + "\r\n")
        .body();
  }

  private static String exportOf(String project) {
    return "/api/projects/" + project + "/export";
  }

  /** All attributes of all MBeans that can be read. */
  private static String beans() throws IOException {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    StringBuilder all = new StringBuilder();
    for (ObjectName name : server.queryNames(null, null)) {
      try {
        String[] readable =
            Arrays.stream(server.getMBeanInfo(name).getAttributes())
                .filter(MBeanAttributeInfo::isReadable)
                .map(MBeanAttributeInfo::getName)
                .toArray(String[]::new);
        all.append(name).append('\n');
        for (Attribute attribute : server.getAttributes(name, readable).asList()) {
          Object value = attribute.getValue();
          all.append(value instanceof Object[] array ? Arrays.deepToString(array) : value);
          all.append('\n');
        }
      } catch (javax.management.JMException | RuntimeException e) {
        all.append(e); // what cannot be read shows nothing
      }
    }
    return all.toString();
  }
}
