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
 * A model server on a loopback port that speaks the chat protocols of OpenAI, Ollama, Gemini and
 * Anthropic, whole or streamed, each at its own paths ({@link #baseUrl(String)}), lists its models
 * in each, and behaves as well or as badly as a test asks:
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

  /** Anthropic's before OpenAI's: their lists of models have one path, and it knows its own. */
  private static final List<FakeProtocol> WIRES =
      List.of(new FakeAnthropic(), new FakeOpenAi(), new FakeOllama(), new FakeGemini());

  private final Traffic traffic = new Traffic();
  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final HttpLoop loop;
  private volatile Function<ReceivedRequest, Answer> reply = request -> Replies.text("An answer.");
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

  /** OpenAI's, such as {@code http://127.0.0.1:40001/v1}. */
  public String baseUrl() {
    return baseUrl("openai");
  }

  /** The base URL of a provider of that kind: openai, ollama, gemini or anthropic. */
  public String baseUrl(String kind) {
    for (FakeProtocol wire : WIRES) {
      if (wire.name().equals(kind)) {
        return "http://127.0.0.1:" + port() + wire.basePath();
      }
    }
    throw new IllegalArgumentException("The model server does not speak " + kind);
  }

  public int port() {
    return loop.port();
  }

  /** The answer where no rule fits; "An answer." unless set. */
  public ModelServer replyWith(Function<ReceivedRequest, Answer> made) {
    reply = made;
    return this;
  }

  /** The wait of every answer that does not set its own, faults included; none unless set. */
  public ModelServer latency(Latency waits) {
    latency = waits;
    return this;
  }

  /** What its lists of models hold. */
  public ModelServer models(String... names) {
    models = List.of(names);
    return this;
  }

  /** Requests without this API key are answered with 401, and no rule is asked. */
  public ModelServer requireKey(String apiKey) {
    key = apiKey;
    return this;
  }

  /** A rule for the requests that meet a condition. */
  public Rule on(Predicate<ReceivedRequest> condition) {
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
    for (FakeProtocol wire : WIRES) {
      if (wire.isChat(http.path())) {
        return http.method().equals("POST") ? chat(wire, http) : error(wire, http, 405);
      }
      if (wire.modelsPath().equals(http.path()) && isOf(wire, http)) {
        return http.method().equals("GET") ? list(wire, http) : error(wire, http, 405);
      }
    }
    return error(new FakeOpenAi(), http, 404);
  }

  private static boolean isOf(FakeProtocol wire, HttpRequest http) {
    return http.headers().containsKey("anthropic-version") || !(wire instanceof FakeAnthropic);
  }

  private static Call error(FakeProtocol wire, HttpRequest http, int status) {
    String message = "There is no " + http.method() + " " + http.path() + " here";
    return new OtherCall(HttpResponses.json(status, wire.error(status, message, null)));
  }

  private Call list(FakeProtocol wire, HttpRequest http) {
    boolean refused = isRefused(wire.key(http.headers()));
    byte[] body = refused ? wire.error(401, "Incorrect API key", null) : wire.models(models);
    return new OtherCall(HttpResponses.json(refused ? 401 : 200, body));
  }

  private Call chat(FakeProtocol wire, HttpRequest http) {
    ReceivedRequest request;
    try {
      request = wire.read(http, traffic);
    } catch (IOException e) {
      byte[] error = wire.error(400, "The body is not a chat: " + e.getMessage(), null);
      return new OtherCall(HttpResponses.json(400, error));
    }
    traffic.arrived(request);
    Answer answer = isRefused(wire.key(http.headers())) ? Faults.keyRefused() : answerTo(request);
    Duration wait = answer.delay() == null ? latency.next() : answer.delay();
    return new ChatCall(traffic, answer.status(), HttpResponses.of(wire, answer, request, wait));
  }

  private Answer answerTo(ReceivedRequest request) {
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

  private boolean isRefused(@Nullable String given) {
    return key != null && !key.equals(given);
  }
}
