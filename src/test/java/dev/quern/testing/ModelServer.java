package dev.quern.testing;

import dev.quern.testing.RequestReader.HttpRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A model server on a loopback port that speaks OpenAI's chat protocol ({@code POST
 * /v1/chat/completions}, whole or streamed, and {@code GET /v1/models}) and behaves as well or as
 * badly as a test asks:
 *
 * <pre>{@code
 * try (ModelServer server = ModelServer.start()) {
 *   server.first(2).answer(Faults.rateLimited().retryAfter(1));
 *   server.on(request -> request.mentions("salt")).times(1).answer(Faults.reset());
 *   server.replyWith(request -> Replies.questions(3)).latency(Latency.fixed(Duration.ofMillis(50)));
 *   …
 *   assertThat(server.traffic().maxInFlight()).isEqualTo(32);
 * }
 * }</pre>
 *
 * One thread serves everything, and calls the functions given here: they must not block. To make a
 * call wait, answer with {@link Answer#after} or {@link Answer#heldUntil}.
 */
public final class ModelServer implements AutoCloseable {

  private final Traffic traffic = new Traffic();
  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final HttpLoop loop;
  private volatile Function<ModelRequest, Answer> reply = request -> Replies.text("An answer.");
  private volatile Latency latency = Latency.none();
  private volatile List<String> models = List.of("stand-in");
  private volatile @Nullable String key;

  private ModelServer(int port) {
    loop = new HttpLoop(port, this::handle);
  }

  /** On a free port. */
  public static ModelServer start() {
    return new ModelServer(0);
  }

  /** On this port: a server that was closed comes back. */
  public static ModelServer startOn(int port) {
    return new ModelServer(port);
  }

  /** Such as {@code http://127.0.0.1:40001/v1}. */
  public String baseUrl() {
    return "http://127.0.0.1:" + port() + "/v1";
  }

  public int port() {
    return loop.port();
  }

  /** The answer where no rule fits; "An answer." unless set. */
  public ModelServer replyWith(Function<ModelRequest, Answer> made) {
    reply = made;
    return this;
  }

  /** The wait of every answer that does not set its own, faults included; none unless set. */
  public ModelServer latency(Latency waits) {
    latency = waits;
    return this;
  }

  /** What {@code GET /v1/models} lists. */
  public ModelServer models(String... names) {
    models = List.of(names);
    return this;
  }

  /** Requests without this bearer token are answered with 401, and no rule is asked. */
  public ModelServer requireKey(String apiKey) {
    key = apiKey;
    return this;
  }

  /** A rule for the requests that meet a condition. */
  public Rule on(Predicate<ModelRequest> condition) {
    Rule rule = new Rule(condition);
    rules.add(rule);
    return rule;
  }

  /** A rule for the next so many requests, whatever they ask. */
  public Rule first(int count) {
    return on(request -> true).times(count);
  }

  /** Drops all rules; the default reply stays. */
  public void clearRules() {
    rules.clear();
  }

  public Traffic traffic() {
    return traffic;
  }

  /** Closes the port and every connection, whatever is in flight. */
  @Override
  public void close() {
    loop.close();
  }

  private Call handle(HttpRequest http) {
    boolean chat = http.path().equals("/v1/chat/completions");
    if (chat && http.method().equals("POST")) {
      return chat(http);
    }
    if (http.path().equals("/v1/models") && http.method().equals("GET")) {
      boolean refused = isRefused(http.headers().get("authorization"));
      byte[] body =
          refused ? OpenAiWire.error(401, "Incorrect API key", null) : OpenAiWire.models(models);
      return new UncountedCall(HttpResponses.json(refused ? 401 : 200, body));
    }
    int status = chat || http.path().equals("/v1/models") ? 405 : 404;
    String message = "There is no " + http.method() + " " + http.path() + " here";
    return new UncountedCall(HttpResponses.json(status, OpenAiWire.error(status, message, null)));
  }

  private Call chat(HttpRequest http) {
    ModelRequest request;
    try {
      request = OpenAiWire.read(http, traffic);
    } catch (IOException e) {
      byte[] error = OpenAiWire.error(400, "The body is not a chat: " + e.getMessage(), null);
      return new UncountedCall(HttpResponses.json(400, error));
    }
    traffic.arrived(request);
    Answer answer = answerTo(request);
    Duration wait = answer.delay() == null ? latency.next() : answer.delay();
    return new CountedCall(traffic, answer.status(), HttpResponses.of(answer, request, wait));
  }

  private Answer answerTo(ModelRequest request) {
    if (isRefused(request.authorization())) {
      return Faults.keyRefused();
    }
    try {
      for (Rule rule : rules) {
        if (rule.takes(request)) {
          return rule.answerTo(request);
        }
      }
      return reply.apply(request);
    } catch (RuntimeException | AssertionError e) {
      return Faults.status(500, "The test's own function failed: " + e, "test_failed");
    }
  }

  private boolean isRefused(@Nullable String authorization) {
    return key != null && !("Bearer " + key).equals(authorization);
  }
}
